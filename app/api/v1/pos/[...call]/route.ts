import { handleApiAt } from "@/server/http/v1/handle";

export const GET = handleApiAt;
export const POST = handleApiAt;
