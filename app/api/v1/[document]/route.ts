import { handleDocument } from "@/server/http/v1/openapi";

interface Props {
  params: Promise<{ document: string }>;
}

export const GET = async (_request: Request, { params }: Props) => handleDocument((await params).document);
