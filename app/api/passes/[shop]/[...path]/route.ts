import { handlePasses } from "@/server/http/passes";

type Params = { params: Promise<{ shop: string; path: string[] }> };

const handle = async (request: Request, { params }: Params) => {
  const { shop, path } = await params;
  return handlePasses(request, shop, path);
};

export const GET = handle;
export const POST = handle;
export const DELETE = handle;
