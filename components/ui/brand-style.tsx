import { brandDeclarations } from "./brand";

/** Paints everything below the document root, dialogs included, in the shop's colour. Render it once per page. */
export function BrandStyle({ color, nonce }: { color: string | null | undefined; nonce?: string }) {
  // Declared on :root and not on a wrapper, because dialogs and menus are drawn at the end of the body.
  return <style nonce={nonce}>{`:root{${brandDeclarations(color)}}`}</style>;
}
