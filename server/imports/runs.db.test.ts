import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { type Ctx, inTransaction, read, systemCtx } from "@/server/kernel/ctx";
import { saveStream } from "@/server/kernel/files";
import { newId } from "@/server/kernel/ids";
import { newTestShop, staffActor } from "@/server/kernel/testing";
import type { ImportKind } from "./rules/fields";
import { lookAt } from "./queries/look";
import { faultsOfRun, listMappings, listRuns, runById } from "./queries/runs";
import { tryMapping } from "./queries/try-mapping";
import { checkFile, runChecked, stopRun } from "./service/ask-for-run";
import { errorFile } from "./service/error-file";
import { alone } from "./service/import-lock";
import { forgetMapping, renameMapping } from "./service/mappings";
import { runImport } from "./service/run-import";
import { tendRuns } from "./service/tend-runs";

const upload = async (ctx: Ctx, content: string | Buffer, fileName = "会員名簿.csv") =>
  (
    await saveStream(ctx, {
      kind: "import",
      fileName,
      mediaType: "text/csv",
      stream: Readable.from([Buffer.from(content)]),
    })
  ).fileId;

const worker = ({ tenant, db, now }: Ctx) => systemCtx(tenant, "job:imports.run", db, now);

/** Uploads, takes what is proposed, checks: as somebody does who presses "next" at every step. */
async function checked(ctx: Ctx, kind: ImportKind, content: string | Buffer) {
  const fileId = await upload(ctx, content);
  const look = await lookAt(ctx, { fileId, kind });
  const { runId } = await checkFile(ctx, { fileId, encoding: look.encoding.used, mapping: look.proposal });
  await runImport(worker(ctx), runId);
  return { fileId, look, runId, check: await runById(ctx, { runId }) };
}

async function ran(ctx: Ctx, checkId: string) {
  const { runId } = await runChecked(ctx, { runId: checkId });
  await runImport(worker(ctx), runId);
  return runById(ctx, { runId });
}

const counts = (created: number, updated: number, unchanged: number, refused = 0, warned = 0) => ({
  kind: "rows",
  isResumed: false,
  counts: { created, updated, unchanged, refused, warned },
});

const odd = [
  "お客様 会員ID,お名前,ﾌﾘｶﾞﾅ,PCメール,携帯,お誕生日,配信希望",
  "A1,田中　花子,ﾀﾅｶ ﾊﾅｺ,hanako@example.jp,090-1111-2222,1990/2/28,希望",
  "A2,鈴木 一郎,スズキ イチロウ,,,昭和の頃,",
  "A3,😀佐藤,サトウ,,,1985年12月31日,不要",
  "A4,=HYPERLINK(1),,x,,,",
].join("\r\n");

describe("a list of members in Shift_JIS with odd headers", () => {
  const bytes = iconv.encode(odd.replace("😀", "髙"), "cp932");

  it("is understood, checked without writing, run, and told what was set aside", async () => {
    const { ctx } = await newTestShop();
    const { look, check, runId, fileId } = await checked(ctx, "members", bytes);
    expect(look.encoding).toEqual({ used: "shift_jis", found: "shift_jis", hasBom: false });
    expect(look.proposal.columns).toMatchObject({
      externalId: "お客様 会員ID",
      fullName: "お名前",
      fullKana: "ﾌﾘｶﾞﾅ",
      email: "PCメール",
      phone: "携帯",
      birthday: "お誕生日",
      mailConsent: "配信希望",
    });
    const tried = await tryMapping(ctx, { fileId, encoding: "shift_jis", mapping: look.proposal });
    expect(tried[0]).toMatchObject({
      rowNo: 2,
      fault: null,
      values: {
        familyName: "田中",
        givenName: "花子",
        familyKana: "タナカ",
        phone: "+819011112222",
        birthday: "1990-02-28",
      },
    });
    expect(tried[1]?.fault).toEqual({ reason: "day", column: "お誕生日", value: "昭和の頃" });
    expect(check).toMatchObject({ state: "done", isDryRun: true, report: counts(2, 0, 0, 2), faultCount: 2 });
    const count = () => read(ctx, (db) => db.execute<{ n: number }>(sql`select count(*)::int as n from members`));
    expect((await count()).rows).toEqual([{ n: 0 }]);

    const run = await ran(ctx, runId);
    expect(run).toMatchObject({
      state: "done",
      isDryRun: false,
      rowsDone: 4,
      rowsTotal: 4,
      report: counts(2, 0, 0, 2),
    });
    expect((await count()).rows).toEqual([{ n: 2 }]);
    expect(
      (await faultsOfRun(ctx, { runId: run.runId })).rows.map(({ rowNo, column, reason }) => [rowNo, column, reason]),
    ).toEqual([
      [3, "お誕生日", "day"],
      [5, "PCメール", "email_form"],
    ]);
    const words = { row: "行", column: "列", value: "値", reason: "理由", say: (reason: string) => `<${reason}>` };
    const { text } = await errorFile(ctx, run.runId, words);
    const pieces: string[] = [];
    for await (const piece of text) pieces.push(piece);
    expect(pieces.join("")).toBe(
      "\uFEFF行,理由,列,値,お客様 会員ID,お名前,ﾌﾘｶﾞﾅ,PCメール,携帯,お誕生日,配信希望\r\n" +
        "3,<day>,お誕生日,昭和の頃,A2,鈴木 一郎,スズキ イチロウ,,,昭和の頃,\r\n" +
        "5,<email_form>,PCメール,x,A4,'=HYPERLINK(1),,x,,,\r\n",
    );
  });

  it("is known again: the way of reading it is remembered, the same bytes are named, nothing changes", async () => {
    const { ctx } = await newTestShop();
    const first = await checked(ctx, "members", bytes);
    await ran(ctx, first.runId);
    const second = await checked(ctx, "members", bytes);
    expect(second.look.remembered?.name).toBe("会員名簿");
    expect(second.look.earlier).not.toBeNull();
    expect(second.check.report).toEqual(counts(0, 0, 2, 2));
    expect((await ran(ctx, second.runId)).report).toEqual(counts(0, 0, 2, 2));

    const [mapping] = await listMappings(ctx);
    if (!mapping) throw new Error("no mapping was remembered");
    await renameMapping(ctx, { mappingId: mapping.mappingId, name: "旧システムの名簿" });
    expect((await lookAt(ctx, { fileId: second.fileId, kind: "members" })).remembered?.name).toBe("旧システムの名簿");
    await forgetMapping(ctx, { mappingId: mapping.mappingId });
    expect((await lookAt(ctx, { fileId: second.fileId, kind: "members" })).remembered).toBeNull();
  });
});

describe("a run", () => {
  const stores = "店舗コード,店舗名\nS1,吉祥寺店\nS2,銀座店\n";

  it("is refused without a check that ended well, and asked for twice it is one", async () => {
    const { ctx } = await newTestShop();
    const fileId = await upload(ctx, stores);
    const { proposal } = await lookAt(ctx, { fileId, kind: "stores" });
    const { runId } = await checkFile(ctx, { fileId, encoding: "utf-8", mapping: proposal });
    await expect(runChecked(ctx, { runId })).rejects.toMatchObject({ reason: "imports.not_checked" });
    await runImport(worker(ctx), runId);
    const asked = await Promise.all([runChecked(ctx, { runId }), runChecked(ctx, { runId })]);
    expect(asked[0]?.runId).toBe(asked[1]?.runId);
    await expect(runChecked(ctx, { runId: asked[0]?.runId ?? "" })).rejects.toMatchObject({
      reason: "imports.not_checked",
    });
  });

  it("of bytes that are not those that were checked writes nothing", async () => {
    const { ctx } = await newTestShop();
    const { runId, fileId } = await checked(ctx, "stores", stores);
    await inTransaction(ctx, (t) =>
      t.tx.execute(
        sql`update file_parts set bytes = ${Buffer.from(stores.replace("銀座", "偽物"))} where file_id = ${fileId}`,
      ),
    );
    expect(await ran(ctx, runId)).toMatchObject({ state: "failed", report: { reason: "imports.file_changed" } });
    const { rows } = await read(ctx, (db) => db.execute(sql`select 1 from stores`));
    expect(rows).toEqual([]);
  });

  it("waits while another of its kind runs in the shop, and is called when that one has ended", async () => {
    const { ctx } = await newTestShop();
    const { runId } = await checked(ctx, "stores", stores);
    const next = await runChecked(ctx, { runId });
    await alone(worker(ctx), "stores", async () => {
      await runImport(worker(ctx), next.runId);
      expect(await runById(ctx, next)).toMatchObject({ state: "queued", attempts: 0 });
    });
    await runImport(worker(ctx), next.runId);
    expect(await runById(ctx, next)).toMatchObject({ state: "done" });
  });

  it("that was asked to stop does not begin, and says that it was stopped", async () => {
    const { ctx } = await newTestShop();
    const { runId } = await checked(ctx, "stores", stores);
    const next = await runChecked(ctx, { runId });
    await stopRun(ctx, next);
    await runImport(worker(ctx), next.runId);
    expect(await runById(ctx, next)).toMatchObject({ state: "stopped", rowsDone: 0 });
    await expect(stopRun(ctx, next)).rejects.toMatchObject({ reason: "imports.ended" });
  });

  it("is paused when its process ends, and goes on with the rows it has not seen", async () => {
    const { ctx } = await newTestShop();
    const rows = Array.from({ length: 2_500 }, (_, n) => `M${n},山田,m${n}@example.jp`);
    const { runId } = await checked(ctx, "members", ["会員コード,姓,メールアドレス", ...rows].join("\n"));
    const next = await runChecked(ctx, { runId });
    const ending = new AbortController();
    const db: Ctx["db"] = {
      role: ctx.db.role,
      transaction: async (tenant, mode, work) => {
        const result = await ctx.db.transaction(tenant, mode, work);
        const { rows: done } = await ctx.db.transaction(tenant, "read", (tx) =>
          tx.execute<{ rows_done: number }>(sql`select rows_done from import_runs where id = ${next.runId}`),
        );
        if ((done[0]?.rows_done ?? 0) > 0) ending.abort();
        return result;
      },
    };
    await runImport({ ...worker(ctx), db }, next.runId, ending.signal);
    expect(await runById(ctx, next)).toMatchObject({ state: "queued", rowsDone: 999 });
    await runImport(worker(ctx), next.runId);
    expect(await runById(ctx, next)).toMatchObject({
      state: "done",
      rowsDone: 2_500,
      attempts: 2,
      report: { counts: { created: 2_500, updated: 0, unchanged: 0, refused: 0 }, isResumed: true },
    });
  });

  it("whose worker is silent is given to another, and given up after five times", async () => {
    const { ctx, as } = await newTestShop();
    const { runId } = await checked(ctx, "stores", stores);
    const next = await runChecked(ctx, { runId });
    const silent = (attempts: number) =>
      inTransaction(ctx, (t) =>
        t.tx.execute(sql`update import_runs set state = 'running', attempts = ${attempts}, heartbeat_at = ${t.now}::timestamptz
          where id = ${next.runId}`),
      );
    const later = as({ kind: "system", name: "imports.tend" }, new Date(ctx.now.getTime() + 60_000));
    await silent(1);
    await tendRuns(later);
    expect(await runById(ctx, next)).toMatchObject({ state: "queued" });
    await silent(5);
    await tendRuns(later);
    expect(await runById(ctx, next)).toMatchObject({ state: "failed", report: { reason: "imports.gave_up" } });
  });

  it("is not for the counter, and not for another shop", async () => {
    const [{ ctx, as }, other] = await Promise.all([newTestShop(), newTestShop()]);
    const fileId = await upload(ctx, stores);
    const clerk = as(staffActor({ role: "store_staff" }));
    await expect(lookAt(clerk, { fileId, kind: "stores" })).rejects.toMatchObject({ reason: "imports.role" });
    await expect(lookAt(other.ctx, { fileId, kind: "stores" })).rejects.toMatchObject({ reason: "imports.file_gone" });
    await expect(runById(other.ctx, { runId: newId() })).rejects.toMatchObject({ code: "not_found" });
    expect((await listRuns(ctx, {})).rows).toEqual([]);
  });
});

describe("sales", () => {
  it("are checked against what is there, and told in lines and sums", async () => {
    const { ctx } = await newTestShop();
    await ran(ctx, (await checked(ctx, "members", "会員コード,姓\nM1,田中\n")).runId);
    await ran(ctx, (await checked(ctx, "products", "商品コード,商品名\nCABLE,ケーブル\n")).runId);
    const sales = [
      "伝票番号,日付,会員番号,品番,数量,単価",
      "R1,2026/10/1,M1,CABLE,2,1980",
      "R2,2026-10-02,,CABLE,1,1980",
      "R3,20261003,M1,CABLE,-1,1980",
      "R4,2026/10/4,M9,CABLE,1,1980",
    ].join("\n");
    const { check, runId } = await checked(ctx, "purchases", sales);
    expect(check).toMatchObject({
      state: "done",
      faultCount: 2,
      report: { kind: "purchases", books: { isDryRun: true } },
    });
    const run = await ran(ctx, runId);
    expect(run).toMatchObject({ state: "done", report: { books: { stored: { receipts: 2, amount: 3 * 1_980 } } } });
    expect((await faultsOfRun(ctx, { runId: run.runId })).rows.map(({ rowNo, reason }) => [rowNo, reason])).toEqual([
      [4, "negative_quantity"],
      [5, "unknown_member"],
    ]);
  });
});

describe("a file that is no list", () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  it.each<[string, Buffer | string]>([
    ["imports.not_csv_xlsx", Buffer.from("PK\u0003\u0004....[Content_Types].xml")],
    ["imports.not_csv_zip", Buffer.from("PK\u0003\u0004....list.csv")],
    ["imports.not_csv_xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ["imports.not_csv_picture", png],
    ["imports.not_csv_pdf", "%PDF-1.7"],
    ["imports.not_csv_binary", "a,b\u0000c"],
    ["imports.utf16", Buffer.from("\uFEFF会員,姓\n", "utf16le")],
    ["imports.quote_inside_cell", 'a,b\n1,"x"y\n'],
  ])("is named: %s", async (reason, content) => {
    const { ctx } = await newTestShop();
    const fileId = await upload(ctx, content, "list.csv");
    await expect(lookAt(ctx, { fileId, kind: "members" })).rejects.toMatchObject({ code: "invalid", reason });
  });

  it("only headers: nothing to take in, and that is no error", async () => {
    const { ctx } = await newTestShop();
    const { check } = await checked(ctx, "members", "会員コード,姓\r\n");
    expect(check).toMatchObject({ state: "done", rowsTotal: 0, report: counts(0, 0, 0) });
  });

  it("a required column that stands nowhere is named; the same header twice is told apart", async () => {
    const { ctx } = await newTestShop();
    const fileId = await upload(ctx, "会員コード,電話,電話\nA1,03-1111-2222,090-1111-2222\n");
    const look = await lookAt(ctx, { fileId, kind: "members" });
    expect(look.headers).toEqual(["会員コード", "電話 (1)", "電話 (2)"]);
    const mapping = { ...look.proposal, columns: { externalId: "会員コード", phone: "電話 (2)" } };
    const [row] = await tryMapping(ctx, { fileId, encoding: "utf-8", mapping });
    expect(row?.values.phone).toBe("+819011112222");
    const without = { ...mapping, columns: { phone: "電話 (2)" } };
    await expect(checkFile(ctx, { fileId, encoding: "utf-8", mapping: without })).rejects.toMatchObject({
      reason: "imports.field_missing",
      details: { field: "externalId" },
    });
  });

  it("a file without headers has its columns by number", async () => {
    const { ctx } = await newTestShop();
    const fileId = await upload(ctx, "A1,田中,tanaka@example.jp\nA2,鈴木,suzuki@example.jp\n");
    const look = await lookAt(ctx, { fileId, kind: "members" });
    expect(look).toMatchObject({
      hasHeader: false,
      headers: ["#1", "#2", "#3"],
      proposal: { columns: { email: "#3" } },
    });
    const mapping = { ...look.proposal, columns: { externalId: "#1", familyName: "#2", email: "#3" } };
    const { runId } = await checkFile(ctx, { fileId, encoding: "utf-8", mapping });
    await runImport(worker(ctx), runId);
    expect((await runById(ctx, { runId })).report).toEqual(counts(2, 0, 0));
  });
});

it("bytes are kept under the fingerprint that was seen at the upload", async () => {
  const { ctx } = await newTestShop();
  const { runId } = await checked(ctx, "stores", "店舗コード,店舗名\nS1,吉祥寺店\n");
  const { rows } = await read(ctx, (db) =>
    db.execute<{ sha256: string }>(sql`select sha256 from import_runs where id = ${runId}`),
  );
  const wanted = createHash("sha256").update("店舗コード,店舗名\nS1,吉祥寺店\n").digest("hex");
  expect(rows).toEqual([{ sha256: wanted }]);
});
