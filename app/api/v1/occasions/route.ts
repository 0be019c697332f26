import { handleApi } from "@/server/http/v1/handle";

export const POST = (request: Request) => handleApi(request, "occasions");
