// Plants breaches of the rules and expects each to be named; the messages of the product itself are checked too.
import { describe, expect, it } from "vitest";
import { leftoverRules, messageRules, migrationRules } from "./house-contents";
import { readHouse } from "./house-files";
import { nameRules } from "./house-names";

const lines = (count: number) => "x;\n".repeat(count);
const file = (path: string, text = "") => ({ path, text });

describe("names, places and sizes", () => {
  it.each([
    "server/points/service.ts",
    "server/points/service/award-points.ts",
    "server/points/round.test.ts",
    "server/points/rules/burn-order.db.test.ts",
    "server/points/README.md",
    "server/members/auth/session.ts",
    "server/delivery/channels/smtp.ts",
    "server/kernel/domain-error.ts",
    "server/trpc/routers/points.ts",
    "app/[shop]/(auth)/sign-in/page.tsx",
    "app/api/auth/[...nextauth]/route.ts",
    "components/ui/date-picker.tsx",
    "components/messages/ja/common.json",
    "db/schema/points.ts",
    "e2e/my/points.spec.ts",
    ".ci/check-names.ts",
    "vitest.config.ts",
  ])("accepts %s", (path) => {
    expect(nameRules([file(path)])).toEqual([]);
  });

  it.each([
    ["lib/points.ts", "top-level"],
    ["notes.md", "top-level"],
    ["server/points/ledger.ts", "closed list"],
    ["server/points/schema.sql", "closed list"],
    ["server/points/lots/burn.ts", 'no folder "lots"'],
    ["server/points/auth/session.ts", 'no folder "auth"'],
    ["server/loyalty/service.ts", "neither a module nor a layer"],
    ["server/start.ts", "neither a module nor a layer"],
    ["components/ui/index.ts", "says nothing"],
    ["components/ui/utils.ts", "says nothing"],
    ["components/helpers/date.ts", "says nothing"],
    ["server/kernel/common.ts", "says nothing"],
    ["server/kernel/pool-manager.ts", "says nothing"],
    ["server/kernel/poolManager.ts", "says nothing"],
    ["components/ui/DatePicker.tsx", "kebab-case"],
    ["components/UI/picker.tsx", "kebab-case"],
    ["server/points/service/award_points.ts", "kebab-case"],
  ])("refuses %s", (path, reason) => {
    expect(nameRules([file(path)]).join("\n")).toContain(reason);
  });

  it.each([
    ["app/[shop]/my/page.tsx", 40],
    ["app/api/health/route.ts", 15],
    ["server/points/service.ts", 300],
    ["server/processes/bootstrap.mjs", 300],
  ])("limits %s to %i lines", (path, most) => {
    expect(nameRules([file(path, lines(most))])).toEqual([]);
    expect(nameRules([file(path, lines(most + 1))])).toEqual([`${path}: ${most + 1} lines; at most ${most}`]);
  });

  it("refuses rules.ts beside rules/", () => {
    const both = [file("server/points/rules.ts"), file("server/points/rules/expiry.ts")];
    expect(nameRules(both)).toEqual(["server/points: rules.ts and rules/ at once; keep one"]);
  });
});

describe("messages", () => {
  const ja = (texts: unknown) => file("components/messages/ja/my.json", JSON.stringify(texts));
  const en = (texts: unknown) => file("components/messages/en/my.json", JSON.stringify(texts));

  it("accepts the same keys and arguments, whatever the plural needs", () => {
    const texts = messageRules([
      ja({ points: { left: "残り{count}ポイント" } }),
      en({ points: { left: "{count, plural, one {# point} other {# points}} left" } }),
    ]);
    expect(texts).toEqual([]);
  });

  it("names a key missing on either side, a missing namespace and other arguments", () => {
    expect(messageRules([ja({ a: "あ" }), en({ b: "b" })])).toEqual([
      "messages: my.json: a is missing in en",
      "messages: my.json: b is missing in ja",
    ]);
    expect(messageRules([ja({})])).toEqual(["messages: my.json is missing in en"]);
    expect(messageRules([ja({ a: "{name}様" }), en({ a: "{nmae}" })])).toHaveLength(1);
  });

  it("are complete in the product, in Japanese and English", () => {
    const files = readHouse(process.cwd(), "components");
    expect(files.filter(({ path }) => path.startsWith("components/messages/ja/")).length).toBeGreaterThan(0);
    expect(messageRules(files)).toEqual([]);
  });
});

describe("migrations", () => {
  const journal = (...entries: [string, number][]) =>
    file(
      "db/migrations/meta/_journal.json",
      JSON.stringify({ entries: entries.map(([tag, when], idx) => ({ idx, when, tag })) }),
    );
  const sql = (tag: string) => file(`db/migrations/${tag}.sql`);

  it("must rise in time and be complete", () => {
    const both = [sql("0000_a"), sql("0001_b")];
    expect(migrationRules([journal(["0000_a", 1], ["0001_b", 2]), ...both])).toEqual([]);
    expect(migrationRules([journal(["0000_a", 2], ["0001_b", 2]), ...both]).join()).toContain("0001_b is not later");
    expect(migrationRules([journal(["0000_a", 1], ["0002_b", 2]), sql("0000_a"), sql("0002_b")]).join()).toContain(
      "number",
    );
    expect(migrationRules([journal(["0000_a", 1]), ...both])).toEqual(["migrations: 0001_b.sql is not in the journal"]);
    expect(migrationRules([journal(["0000_a", 1])])).toEqual(["migrations: 0000_a.sql is missing"]);
  });
});

describe("leftovers", () => {
  it("are notes of undone work and tests that do not run", () => {
    const note = file("server/points/service.ts", ["// TO", "DO: round"].join(""));
    const skipped = file("server/points/round.test.ts", ["it.sk", 'ip("rounds", () => {});'].join(""));
    const alone = file("e2e/my/points.spec.ts", ["test.on", 'ly("points", () => {});'].join(""));
    expect(leftoverRules([note, skipped, alone])).toHaveLength(3);
    expect(leftoverRules([file("server/points/round.test.ts", 'it.each([1])("rounds", () => {});')])).toEqual([]);
  });
});
