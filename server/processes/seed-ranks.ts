import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { beginRanks } from "@/server/purchases/service/rank-facts";
import { starterDefinition } from "@/server/ranks/rules";
import { businessDay } from "@/server/ranks/queries/business-day";
import { publishRankProgram } from "@/server/ranks/service/publish-program";
import { saveRankDraft } from "@/server/ranks/service/save-draft";

const benefits = [
  { ja: ["お買い物100円ごとに1ポイント"], en: ["1 point for every 100 yen"] },
  { ja: ["お誕生月にクーポンをお届け"], en: ["A coupon in the month of your birthday"] },
  {
    ja: ["修理の見積もり無料", "セールに1日早くご招待"],
    en: ["Repair estimates free of charge", "Sales a day before everybody else"],
  },
  {
    ja: ["配送・設置無料", "専任スタッフへのご相談"],
    en: ["Delivery and installation free of charge", "A member of staff of your own"],
  },
];

/** Regular, silver, gold and platinum by what a member pays in a calendar year; everybody is ranked at once. */
export async function seedRanks(ctx: Ctx, thresholds: readonly number[]): Promise<void> {
  const starter = starterDefinition(newId);
  const levels = starter.levels.map((level, place) => ({
    ...level,
    threshold: thresholds[place] ?? level.threshold,
    benefitsJa: benefits[place]?.ja ?? [],
    benefitsEn: benefits[place]?.en ?? [],
  }));
  const { revision } = await saveRankDraft(ctx, { definition: { ...starter, levels }, revision: null });
  const { programId } = await publishRankProgram(ctx, { revision, startsOn: await businessDay(ctx) });
  await beginRanks(ctx, programId);
}
