import { handleTrpc } from "@/server/trpc/handler";

interface Props {
  params: Promise<{ shop: string }>;
}

const answer = async (request: Request, { params }: Props) => handleTrpc(request, (await params).shop);

export { answer as GET, answer as POST };
