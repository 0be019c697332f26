import { answerPaper } from "@/server/http/papers/answer";

interface Props {
  params: Promise<{ shop: string; purchase: string }>;
}

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { shop, purchase } = await params;
  return answerPaper(request, shop, "receipt", purchase);
}
