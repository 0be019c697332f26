import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { settingNames } from "@/server/kernel/env";

// Read by the supervisor alone; and the one that is never set by hand.
const supervisorOnly = ["GOEN_HOST", "GOEN_DEMO"];
const setByCommands = ["NODE_ENV"];

it(".env.example explains exactly the settings there are", () => {
  const lines = readFileSync(".env.example", "utf8").split("\n");
  const explained = lines.flatMap((line) => /^#?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
  const wanted = [...settingNames.filter((name) => !setByCommands.includes(name)), ...supervisorOnly];
  expect(explained.toSorted()).toEqual(wanted.toSorted());
});
