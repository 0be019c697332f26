import { answerCounterReceipt } from "@/server/http/papers/answer";

interface Props {
  params: Promise<{ shop: string; sale: string }>;
}

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { shop, sale } = await params;
  return answerCounterReceipt(request, shop, sale);
}
