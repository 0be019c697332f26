import { memberCaller } from "../../member-gate";

/** Everything held about the signed-in member, as a file. A POST, as it leaves a line in the audit. */
export async function POST(_request: Request, { params }: { params: Promise<{ shop: string }> }): Promise<Response> {
  const { api } = await memberCaller((await params).shop, "/account/data");
  const { fileName, document } = await api.memberDesk.exportMe();
  return new Response(JSON.stringify(document, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
}
