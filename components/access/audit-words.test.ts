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
        { field: "役割", before: "マーケター", after: "オーナー" },
        { field: "店舗", before: "（なし）", after: "吉祥寺本店" },
      ],
    );
    expect(lines(null, { expiresAt: "2026-11-22T03:00:00.000Z" })[0]?.after).toContain("2026");
  });

  it("bears whatever a module wrote", () => {
    for (const odd of [null, undefined, 3, "text", [1, 2], { deep: { er: [null] } }, { a: "\u0000" }])
      expect(() => lines(odd, odd)).not.toThrow();
    expect(lines(undefined, { unknownField: { a: 1 } })).toEqual([
      { field: "unknownField", before: null, after: "（内容あり）" },
    ]);
  });

  it("says what is inside a value, as far as there are words, and never shows how it is stored", () => {
    const filter = { from: "2026-11-01", kind: "audit_log", deep: { er: 1 } };
    expect(lines(null, { filter })[0]?.after).toBe("開始日: 2026-11-01, 種類: 操作履歴, ほか1項目");
    expect(lines({ rule: { all: [1] } }, { rule: { all: [2] } })).toEqual([
      { field: "条件", before: null, after: "内容を変更" },
    ]);
    expect(lines(null, { fields: ["givenName", "phone"] })[0]?.after).toBe("名, 電話番号");
    expect(lines({ quietEndMinutes: 480 }, { quietEndMinutes: 1439 })[0]).toMatchObject({
      before: "08:00",
      after: "23:59",
    });
    expect(lines(null, { isDryRun: true, sha256: "a".repeat(64) }).map((line) => line.after)).toEqual([
      "はい",
      "aaaaaaaaaaaa",
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
    expect(at("tenant")).toBe("/aoi/admin/settings");
    expect(at("member_view")).toBeNull();
  });
});
