import { handleExport } from "@/server/http/exports";

interface Props {
  params: Promise<{ shop: string; export: string }>;
}

export const GET = async (_request: Request, { params }: Props) => {
  const { shop, export: exportId } = await params;
  return handleExport(shop, exportId);
};
