// Reads the files of the house, leaving out what is installed, generated or private to a machine.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export type HouseFile = { path: string; text: string };

const generated =
  /^(?:node_modules|\.git|\.next.*|\.data|test-results|playwright-report|\.idea|\.vscode|\.DS_Store|.*\.log)$/;
const generatedAtTop = new Set(["next-env.d.ts", "tsconfig.tsbuildinfo", ".env"]);
const readable = /\.(?:[cm]?[jt]sx?|json|sql|md|css|ya?ml)$/;

/** All files below `root`, with the text of those that are text; paths are relative, with slashes. */
export function readHouse(root: string, folder = ""): HouseFile[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    if (generated.test(name) || (folder === "" && generatedAtTop.has(name))) return [];
    const path = folder === "" ? name : `${folder}/${name}`;
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (!stat) return [];
    if (stat.isDirectory()) return readHouse(root, path);
    return [{ path, text: readable.test(name) ? readFileSync(join(root, path), "utf8") : "" }];
  });
}
