/** A Japanese postal code as it is written: 1000001 -> 〒100-0001; anything else as it stands, null as nothing. */
export const postalText = (code: string | null): string => code?.replace(/^(\d{3})-?(\d{4})$/, "〒$1-$2") ?? "";
