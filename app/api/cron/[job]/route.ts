import { handleCron } from "@/server/http/cron";

interface Props {
  params: Promise<{ job: string }>;
}

export const POST = async (request: Request, { params }: Props) => handleCron(request, (await params).job);
