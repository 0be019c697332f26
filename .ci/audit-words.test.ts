import { describe, expect, it } from "vitest";
import { auditModules } from "@/app/[shop]/admin/audit/audit-query";
import { en } from "@/components/messages/en";
import { ja } from "@/components/messages/ja";
import { apiScopeNames } from "@/server/kernel/permissions";
import { settingsInput, storeChange } from "@/server/tenancy/input";
import { auditedWords } from "./audit-words";

const found = auditedWords();
// Sections of the settings and stores are written field by field as their shapes have them, which no type at the call tells.
const shapes = [...Object.values(settingsInput), storeChange];
const fields = new Set([...found.fields, ...shapes.flatMap((shape) => Object.keys(shape.shape))]);

const says = (words: unknown, path: string): boolean =>
  typeof path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], words) ===
  "string";

describe.each([
  ["ja", ja.access.audit],
  ["en", en.access.audit],
])("what the audit log shows in %s has words (components/messages: access.audit)", (_locale, words) => {
  it("for every action", () => {
    expect(found.actions.length).toBeGreaterThan(100);
    expect(found.actions.filter((name) => !says(words.actions, name))).toEqual([]);
  });
  it("for every module of the filter", () => {
    const modules = new Set(found.actions.map((name) => name.split(".")[0] ?? ""));
    expect([...modules].filter((name) => !auditModules.includes(name as "read"))).toEqual([]);
    expect(auditModules.filter((name) => !says(words.modules, name))).toEqual([]);
  });
  it("for every kind of subject", () => {
    expect(found.subjects.filter((name) => !says(words.subjects, name))).toEqual([]);
  });
  it("for every field before and after", () => {
    expect([...fields].filter((name) => !says(words.fields, name))).toEqual([]);
  });
  it("for every value that the types name", () => {
    const scopes = apiScopeNames.map((name) => `scopes.${name}`);
    expect([...found.values, ...scopes].filter((name) => !says(words.values, name))).toEqual([]);
  });
});

it("every action is told by the types where it is written", () => {
  expect(found.unread).toEqual([]);
});
