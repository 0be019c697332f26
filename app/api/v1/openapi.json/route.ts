import { handleOpenApi } from "@/server/http/v1/openapi";

export const GET = () => handleOpenApi();
