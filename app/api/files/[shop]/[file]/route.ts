import { handleFile } from "@/server/http/files";

type Params = { params: Promise<{ shop: string; file: string }> };

export const GET = async (_request: Request, { params }: Params) => {
  const { shop, file } = await params;
  return handleFile(shop, file);
};
