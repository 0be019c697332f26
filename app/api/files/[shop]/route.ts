import { handleUpload } from "@/server/http/files";

type Params = { params: Promise<{ shop: string }> };

export const POST = async (request: Request, { params }: Params) => handleUpload(request, (await params).shop);
