import type { TenantRow } from "@/server/kernel/gate";

/** How a mail looks that speaks of the product, not of one shop. */
export const houseLooks = { name: "Goen", nameLatin: "Goen", mailFromName: "Goen", brandColor: "#1d4f8f" };

/** The product itself as the sender of a mail that is no shop's: whoever opens a shop has none yet. */
export function houseSender(baseUrl: string, mailFrom: string | undefined): TenantRow {
  const { hostname, origin } = new URL(baseUrl);
  const isPublic = hostname.includes(".") && !/^[\d.]+$/.test(hostname);
  return {
    id: "00000000-0000-0000-0000-000000000000",
    slug: "goen",
    ...houseLooks,
    trade: "other",
    logoFileId: null,
    timeZone: "Asia/Tokyo",
    businessDayStartMinutes: 0,
    defaultLocale: "ja",
    cardSymbology: "code128",
    spendProof: "card",
    offlineSpendPerDay: 0,
    mailFromAddress: mailFrom ?? `no-reply@${isPublic ? hostname : "goen.example"}`,
    legalName: "Goen",
    legalAddress: hostname,
    contactUrl: origin,
    quietStartMinutes: 0,
    quietEndMinutes: 0,
    marketingCapPerWeek: 0,
    householdMail: "each",
    isDemo: false,
    createdAt: new Date(0),
  };
}
