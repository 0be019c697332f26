import { handleClick } from "@/server/http/tracking";

interface Props {
  params: Promise<{ token: string }>;
}

const handle = async (request: Request, { params }: Props) => handleClick(request, (await params).token);

export { handle as GET, handle as HEAD };
