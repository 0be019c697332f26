import { handleErrorFile } from "@/server/http/imports";

type Params = { params: Promise<{ shop: string; run: string }> };

export const GET = async (request: Request, { params }: Params) => {
  const { shop, run } = await params;
  return handleErrorFile(request, shop, run);
};
