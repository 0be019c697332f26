import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { makeFormats } from "@/components/format/formats";
import { ja } from "@/components/messages/ja";
import { actionWord, changeLines, subjectHref } from "./audit-words";

const t = createTranslator({ locale: "ja", messages: ja, namespace: "access.audit" }) as never;
const formats = makeFormats("ja", "Asia/Tokyo");
const store = "0190a1b2-0000-7000-8000-000000000001";
const lines = (before: unknown, after: unknown) =>
  changeLines(t, formats, { [store]: "吉祥寺本店" }, { before, after });

describe("a change in words", () => {
  it("names fields, ids and dates, and leaves out what stayed", () => {
    expect(lines({ role: "marketer", storeId: null, name: "x" }, { role: "owner", storeId: store, name: "x" })).toEqual(
      [
        { field: "役割", before: "marketer", after: "owner" },
        { field: "店舗", before: "（なし）", after: "吉祥寺本店" },
      ],
    );
    expect(lines(null, { expiresAt: "2026-11-22T03:00:00.000Z" })[0]?.after).toContain("2026");
  });

  it("bears whatever a module wrote", () => {
    for (const odd of [null, undefined, 3, "text", [1, 2], { deep: { er: [null] } }, { a: "\u0000" }])
      expect(() => lines(odd, odd)).not.toThrow();
    expect(lines(undefined, { unknownField: { a: 1 } })).toEqual([
      { field: "unknownField", before: null, after: '{"a":1}' },
    ]);
  });

  it("shows an action nobody worded as it is called", () => {
    expect(actionWord(t, "tenancy.remove_staff")).toBe("スタッフを削除");
    expect(actionWord(t, "nobody.knows")).toBe("nobody.knows");
  });

  it("leads to the thing, or to the member it concerns", () => {
    const at = (subjectKind: string, memberId: string | null = null) =>
      subjectHref("/aoi/admin", { subjectKind, subjectId: store, memberId });
    expect(at("campaign")).toBe(`/aoi/admin/campaigns/${store}`);
    expect(at("point_journal", "m")).toBe("/aoi/admin/members/m");
    expect(at("tenant")).toBeNull();
  });
});
