import { readdirSync } from "node:fs";
import { join } from "node:path";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { personColumnNames, personColumns, personFates } from "./schema/person-columns";

const here = join(import.meta.dirname, "schema");
const modules = readdirSync(here).filter((name) => /^[a-z-]+\.ts$/.test(name) && !name.includes(".test."));
const exported = await Promise.all(modules.map((name) => import(join(here, name)) as Promise<Record<string, unknown>>));
const tables = exported
  .flatMap((module) => Object.values(module))
  .filter((value): value is PgTable => is(value, PgTable))
  .map((table) => getTableConfig(table));

const { pointing, personal } = personColumnNames;
const found = tables.flatMap(({ name, columns }) =>
  columns
    .filter((column) => pointing.test(column.name) || personal.test(column.name))
    .map((column) => `${name}.${column.name}`),
);
const classed = Object.entries(personColumns).flatMap(([table, columns]) =>
  Object.keys(columns).map((column) => `${table}.${column}`),
);

describe("columns that point at a person", () => {
  it("each have a fate, and no fate is left over", () => {
    expect(tables.length).toBeGreaterThan(90);
    expect([...new Set(found)].sort()).toEqual([...classed].sort());
  });

  it("every table of a member's is among them", () => {
    const ofMembers = tables.filter(({ columns }) => columns.some((column) => column.name === "member_id"));
    for (const { name } of ofMembers) expect(personColumns[name]?.["member_id"], name).toBeDefined();
  });

  it("say why", () => {
    for (const { why } of Object.values(personFates)) expect(why.length).toBeGreaterThan(10);
  });
});
