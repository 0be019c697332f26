import { handleUnsubscribe } from "@/server/http/tracking";

interface Props {
  params: Promise<{ token: string }>;
}

export const POST = async (request: Request, { params }: Props) => handleUnsubscribe(request, (await params).token);
