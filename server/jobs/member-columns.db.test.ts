import { expect, it } from "vitest";
import { newTestMember } from "@/server/kernel/testing";
import { membersExport } from "@/server/members/queries/members-export";
import { newId } from "@/server/kernel/ids";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { shopWithProgram } from "@/server/points/service/testing";
import { recordSale } from "@/server/purchases/service/record-sale";
import { publishTestRanks } from "@/server/ranks/service/testing";
import { createSegment } from "@/server/segments/service/edit-segment";
import { segmentExport } from "@/server/segments/queries/segment-export";
import "./registry";

it("lists of members that leave the product say points and rank, in either language, each in its column", async () => {
  const { ctx } = await shopWithProgram();
  await publishTestRanks(ctx);
  const [rich, fresh] = [await newTestMember(ctx, { memberNo: "A1" }), await newTestMember(ctx, { memberNo: "A2" })];
  await recordSale(ctx, {
    memberId: rich,
    externalId: newId(),
    lines: [{ description: "fridge", quantity: 1, unitPriceYen: 120_000 }],
  });
  await adjustPoints(ctx, { memberId: rich, key: newId(), points: 34, reason: "お詫び" });
  const { id: segmentId } = await createSegment(ctx, { name: "全員", rule: { type: "everyone" } });
  for (const [kind, filter] of [
    [membersExport, { memberIds: [rich, fresh] }],
    [segmentExport, { segmentId }],
  ] as const)
    for (const [locale, gold, regular] of [
      ["ja", "ゴールド", "レギュラー"],
      ["en", "Gold", "Regular"],
    ] as const) {
      const header = kind.header(locale);
      const lines = new Map<unknown, unknown[]>();
      for await (const line of kind.lines(ctx, kind.filter.parse(filter), locale)) lines.set(line[0], line);
      for (const line of lines.values()) expect(line).toHaveLength(header.length);
      expect(header.slice(-6, -5)).toEqual([locale === "ja" ? "利用可能ポイント" : "Points"]);
      expect(lines.get("A1")?.slice(-6)).toEqual([1_234, 0, 0, expect.any(String), expect.any(Number), gold]);
      expect(lines.get("A2")?.slice(-6)).toEqual([0, 0, 0, null, null, regular]);
    }
});
