import { exportAnswer } from "./export-answer";

/** Everything held about the signed-in member, as a file. A POST, as it leaves a line in the audit. */
export const POST = async (request: Request, { params }: { params: Promise<{ shop: string }> }): Promise<Response> =>
  exportAnswer(request, (await params).shop);
