import { brandColorCheck } from "@/server/tenancy/rules";

/** What a card in a wallet shows. No address, no birthday: a wallet is opened in public, and Google keeps a copy. */
export interface PassContent {
  shopName: string;
  /** '#rrggbb', checked for contrast when it was chosen. */
  brandColor: string;
  memberNo: string;
  /** The number in groups, for reading aloud. */
  spoken: string;
  memberName: string | null;
  points: number;
  rankName: string | null;
  /** The points that go next, and the last day ('YYYY-MM-DD') on which they count. */
  expiring: { points: number; lastDay: string } | null;
  symbology: "code128" | "nw7" | "ean13" | "qr";
  myPageUrl: string;
  locale: "ja" | "en";
  /** The member has left: the card says so and its code is gone. */
  isVoid: boolean;
}

/** Apple knows no EAN and no NW-7: these become CODE128 with the same digits, which every reader of cards reads too. */
export const barcodeOf = ({ symbology }: Pick<PassContent, "symbology">): "qr" | "code128" =>
  symbology === "qr" ? "qr" : "code128";

const words = {
  ja: {
    points: "ポイント",
    rank: "ランク",
    member: "会員名",
    number: "会員番号",
    expiring: "まもなく失効",
    until: (points: string, day: string) => `${points}ポイント（${day}まで）`,
    changed: "ポイント残高: %@",
    myPage: "マイページ",
    left: "この会員証は使えません",
    title: (shop: string) => `${shop} 会員証`,
  },
  en: {
    points: "Points",
    rank: "Rank",
    member: "Member",
    number: "Member no.",
    expiring: "Expiring soon",
    until: (points: string, day: string) => `${points} points (until ${day})`,
    changed: "Points: %@",
    myPage: "My Page",
    left: "This card is no longer valid",
    title: (shop: string) => `${shop} member card`,
  },
} as const;

const number = (content: PassContent, value: number) => new Intl.NumberFormat(content.locale).format(value);

const expiryText = (content: PassContent): string | null =>
  content.expiring &&
  words[content.locale].until(number(content, content.expiring.points), content.expiring.lastDay.replaceAll("-", "/"));

const appleColor = (hex: string) =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;

/** Apple's `pass.json` fields of a store card (Wallet Passes, "StoreCard"). */
export function applePass(content: PassContent) {
  const word = words[content.locale];
  const ink = brandColorCheck(content.brandColor).ink === "light" ? "#ffffff" : "#15181c";
  const expiry = expiryText(content);
  return {
    description: word.title(content.shopName),
    organizationName: content.shopName,
    logoText: content.shopName,
    backgroundColor: appleColor(content.brandColor),
    foregroundColor: appleColor(ink),
    labelColor: appleColor(ink),
    voided: content.isVoid,
    header: content.rankName ? [{ key: "rank", label: word.rank, value: content.rankName }] : [],
    primary: [
      content.isVoid
        ? { key: "left", label: content.shopName, value: word.left }
        : {
            key: "points",
            label: word.points,
            value: content.points,
            numberStyle: "PKNumberStyleDecimal",
            changeMessage: word.changed,
          },
    ],
    secondary: [
      ...(content.memberName ? [{ key: "member", label: word.member, value: content.memberName }] : []),
      ...(expiry ? [{ key: "expiring", label: word.expiring, value: expiry }] : []),
    ],
    back: [
      { key: "number", label: word.number, value: content.spoken },
      { key: "my", label: word.myPage, value: content.myPageUrl },
    ],
    barcode: content.isVoid
      ? null
      : {
          format: barcodeOf(content) === "qr" ? ("PKBarcodeFormatQR" as const) : ("PKBarcodeFormatCode128" as const),
          message: content.memberNo,
          messageEncoding: "iso-8859-1",
          altText: content.spoken,
        },
  };
}

/** Google's class id: one per shop and issuer. Letters, digits, '.', '_' and '-' are allowed. */
export const googleClassId = (issuerId: string, tenant: string): string => `${issuerId}.${tenant}`;
export const googleObjectId = (issuerId: string, passId: string): string => `${issuerId}.${passId}`;

/** The shop as Google's class of its cards shows it, in both languages. */
export interface ShopLooks {
  names: { ja: string; en: string };
  brandColor: string;
  logoUrl: string;
}

const inBoth = (text: (locale: "ja" | "en") => string) => ({
  defaultValue: { language: "ja", value: text("ja") },
  translatedValues: [{ language: "en", value: text("en") }],
});

/** Google's LoyaltyClass (Wallet REST, v1): what all cards of a shop have in common. */
export const googleClass = (id: string, { names, brandColor, logoUrl }: ShopLooks) => ({
  id,
  issuerName: names.ja,
  localizedIssuerName: inBoth((locale) => names[locale]),
  programName: words.ja.title(names.ja),
  localizedProgramName: inBoth((locale) => words[locale].title(names[locale])),
  programLogo: { sourceUri: { uri: logoUrl }, contentDescription: inBoth((locale) => names[locale]) },
  hexBackgroundColor: brandColor,
  reviewStatus: "UNDER_REVIEW",
});

/** Google's LoyaltyObject: one member's card. The name stays out of it, since Google keeps what it is given. */
export function googleObject(id: string, classId: string, content: PassContent) {
  const word = words[content.locale];
  const expiry = expiryText(content);
  return {
    id,
    classId,
    state: content.isVoid ? "INACTIVE" : "ACTIVE",
    accountId: content.spoken,
    loyaltyPoints: { label: word.points, balance: { int: content.points } },
    ...(content.rankName
      ? { secondaryLoyaltyPoints: { label: word.rank, balance: { string: content.rankName } } }
      : {}),
    ...(content.isVoid
      ? {}
      : {
          barcode: {
            type: barcodeOf(content) === "qr" ? "QR_CODE" : "CODE_128",
            value: content.memberNo,
            alternateText: content.spoken,
          },
        }),
    textModulesData: expiry ? [{ id: "expiring", header: word.expiring, body: expiry }] : [],
    linksModuleData: { uris: [{ id: "my", uri: content.myPageUrl, description: word.myPage }] },
  };
}
