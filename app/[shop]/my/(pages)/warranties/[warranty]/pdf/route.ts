import { answerPaper } from "@/server/http/papers/answer";

interface Props {
  params: Promise<{ shop: string; warranty: string }>;
}

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { shop, warranty } = await params;
  return answerPaper(request, shop, "warranty", warranty);
}
