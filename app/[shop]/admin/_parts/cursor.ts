/** A cursor as it stands in an address, for a procedure to check: undefined where there is none or it is not JSON. */
export function cursorFrom(text: string | undefined): never | undefined {
  if (!text) return undefined;
  try {
    // `never` fits every procedure's input: what it really is, the procedure's own shape finds out.
    return JSON.parse(text) as never;
  } catch {
    return undefined;
  }
}
