import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { suppressions } from "@/db/schema/delivery";
import { read } from "@/server/kernel/ctx";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { setConsent } from "@/server/members/service/set-consent";
import { suppress } from "./service/suppressions";
import { followConsent } from "./service/unsubscribe";

async function unsubscribedMember() {
  const { ctx, as } = await newTestShop();
  const memberId = await newTestMember(ctx, { mailOptIn: false });
  for (const reason of ["unsubscribed", "bounced"] as const) await suppress(ctx, { memberId, reason });
  const open = async () =>
    (await read(ctx, (tx) => tx.select().from(suppressions).where(eq(suppressions.memberId, memberId))))
      .filter((row) => row.liftedAt === null)
      .map((row) => row.reason);
  const say = (isGranted: boolean) =>
    setConsent(as({ kind: "member", id: memberId }), {
      memberId,
      channel: "mail",
      isGranted,
      source: "my_page",
      textVersion: "1",
    });
  return { ctx, memberId, open, say };
}

it("lets mail through again after a yes on My Page, but not to an address that bounced", async () => {
  const { ctx, memberId, open, say } = await unsubscribedMember();
  await say(true);
  await followConsent(ctx, memberId);
  expect(await open()).toEqual(["bounced"]);
});

it("does nothing when the yes was taken back before the event was handled", async () => {
  const { ctx, memberId, open, say } = await unsubscribedMember();
  await say(true);
  await say(false);
  await followConsent(ctx, memberId);
  expect((await open()).sort()).toEqual(["bounced", "unsubscribed"]);
});
