import { describe, expect, it } from "vitest";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { segmentExport } from "./queries/segment-export";
import { createSegment } from "./service/edit-segment";

describe("a segment as a file", () => {
  it("has its members and nobody else, in the order of their ids, and counts as many", async () => {
    const { ctx } = await newTestShop();
    const wanted = [
      await newTestMember(ctx, { prefecture: "東京都", memberNo: "A1" }),
      await newTestMember(ctx, { prefecture: "東京都", memberNo: "A2" }),
    ];
    await newTestMember(ctx, { prefecture: "大阪府" });
    await newTestMember(ctx, { prefecture: "東京都", withdrawnAt: ctx.now });
    const { id: segmentId } = await createSegment(ctx, { name: "東京", rule: { type: "prefecture", in: ["東京都"] } });
    const filter = segmentExport.filter.parse({ segmentId });
    expect(await segmentExport.countPersons(ctx, filter)).toBe(wanted.length);
    const lines = [];
    for await (const line of segmentExport.lines(ctx, filter)) lines.push(line);
    expect(lines.map((line) => line[0])).toEqual(["A1", "A2"]);
    expect(lines[0]).toHaveLength(segmentExport.header("ja").length);
    expect(lines[0]?.slice(-2)).toEqual(["1", "2026-01-05T01:00:00.000Z"]);
    const other = await newTestShop();
    await expect(segmentExport.countPersons(other.ctx, filter)).rejects.toMatchObject({ code: "not_found" });
  });
});
