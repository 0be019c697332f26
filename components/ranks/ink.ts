import { contrast, normaliseHex } from "@/components/ui/brand";

const light = "#ffffff";
const dark = "#15181c";

/** White or near-black, whichever stands out more on the colour: 4.5:1 or better on any. */
export function inkOn(color: string): string {
  const ground = normaliseHex(color) ?? "#64748b";
  return contrast(ground, light) >= contrast(ground, dark) ? light : dark;
}
