import { problemOf, textOf } from "@/app/auth-outcome";
import { memberCaller } from "../../member-gate";

/** The file, or back to the page with the reason why not. */
export async function exportAnswer(request: Request, shop: string): Promise<Response> {
  const { api, base } = await memberCaller(shop, "/account/data");
  const presentPassword = textOf(await request.formData(), "presentPassword");
  const made = await api.memberDesk.exportMe(presentPassword ? { presentPassword } : {}).catch((error: Error) => error);
  if (made instanceof Error) {
    const location = `${base}/account/data?problem=${problemOf(made.cause ?? made).problem}`;
    return new Response(null, { status: 303, headers: { location } });
  }
  return new Response(JSON.stringify(made.document, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${made.fileName}"`,
      "cache-control": "no-store",
    },
  });
}
