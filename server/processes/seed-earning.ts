import { saveRule } from "@/server/earning/service/edit-draft";
import { publishRules } from "@/server/earning/service/publish-rules";
import { categoryTree } from "@/server/catalog/queries";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { addDays, dayIn } from "@/server/kernel/time";

const dayMs = 86_400_000;
const ago = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() - days * dayMs) });

type Given = Record<string, unknown>;
const rule = (name: string, gives: Given, over: Given = {}) => ({
  id: newId(),
  name,
  when: {},
  gives,
  stacking: { kind: "sum" },
  precedence: 100,
  limits: {},
  life: {},
  ...over,
});
const times = (timesHundredths: number) => ({ kind: "multiply", timesHundredths });
const occasion = (name: string, points: number) => ({ kind: "occasion", occasion: name, points });

/** Rules a shop of this size would have: two versions in the past, one of them with a campaign that is over. */
export async function seedEarning(ctx: Ctx, cardName: string): Promise<void> {
  const today = dayIn(ctx.now, "Asia/Tokyo");
  const [category] = await categoryTree(ctx);
  const best = { stacking: { kind: "best", group: "倍率" } };
  const first = [
    rule("オンラインストア 2倍", times(200), {
      ...best,
      when: { channels: ["online"] },
      precedence: 20,
      limits: { perSale: 2_000 },
    }),
    rule(`${cardName}払い 1.5倍`, times(150), { ...best, when: { payments: [cardName] }, precedence: 30 }),
    rule("お誕生日のお祝い", occasion("birthday", 100)),
    rule("ご来店チェックイン", occasion("check_in", 10), {
      limits: { timesPerMember: { times: 1, period: "day" } },
    }),
  ];
  const second = [
    rule("お友達のご紹介", occasion("referral", 500), {
      limits: { perMember: { points: 5_000, period: "year" } },
    }),
    rule("ご紹介で入会", occasion("referred", 300)),
    rule("アンケートのお礼", occasion("survey", 50)),
    ...(category
      ? [
          rule(`${category.name} 感謝祭`, times(300), {
            when: {
              categoryIds: [category.categoryId],
              fromDay: addDays(today, -40),
              untilDay: addDays(today, -26),
            },
            precedence: 10,
            limits: { perSale: 3_000, budget: { points: 200_000, period: "ever" } },
            life: { expiry: { kind: "days", days: 60 } },
          }),
        ]
      : []),
  ];
  for (const [days, note, rules] of [
    [60, "ルールの運用を開始", first],
    [42, "ご紹介と感謝祭を追加", second],
  ] as const) {
    const then = ago(ctx, days);
    let revision = 0;
    for (const one of rules) ({ revision } = await saveRule(then, { rule: one, revision }));
    await publishRules(then, { revision, note });
  }
}
