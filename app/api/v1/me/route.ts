import { handleApi } from "@/server/http/v1/handle";

export const GET = (request: Request) => handleApi(request, "me");
