// The two shops of the demonstration. Companies, brands and addresses are invented; postal codes and towns exist.

export interface DemoStore {
  externalId: string;
  name: string;
  kind: "shop" | "online";
  address: string | null;
  phone: string | null;
}

export interface DemoShop {
  slug: string;
  name: string;
  nameLatin: string;
  trade: "electronics" | "apparel";
  brandColor: string;
  cardSymbology: "code128" | "nw7" | "ean13" | "qr";
  mailFromAddress: string;
  legalName: string;
  legalAddress: string;
  contactUrl: string;
  stores: DemoStore[];
  points: {
    ratePoints: number;
    rateYen: number;
    pendingDays: number;
    expiryMonths: number;
    transferPerCall?: number;
    transferPerMonth?: number;
    familySize?: number;
    familyPerMonth?: number;
  };
  members: number;
  sales: number;
}

export const demoShops: DemoShop[] = [
  {
    slug: "aoi",
    name: "あおい電機",
    nameLatin: "Aoi Denki",
    trade: "electronics",
    brandColor: "#0b5cad",
    cardSymbology: "ean13",
    mailFromAddress: "news@aoi-denki.example",
    legalName: "株式会社あおい電機",
    legalAddress: "東京都武蔵野市吉祥寺本町1-0-0",
    contactUrl: "https://aoi-denki.example/contact",
    stores: [
      {
        externalId: "KJ",
        name: "吉祥寺本店",
        kind: "shop",
        address: "東京都武蔵野市吉祥寺本町1-0-0",
        phone: "0422-00-0001",
      },
      { externalId: "TC", name: "立川店", kind: "shop", address: "東京都立川市曙町2-0-0", phone: "042-000-0002" },
      { externalId: "EC", name: "オンラインストア", kind: "online", address: null, phone: null },
    ],
    points: {
      ratePoints: 1,
      rateYen: 100,
      pendingDays: 0,
      expiryMonths: 12,
      transferPerCall: 1_000,
      transferPerMonth: 3_000,
      familySize: 4,
      familyPerMonth: 5_000,
    },
    members: 1200,
    sales: 4200,
  },
  {
    slug: "tsumugi",
    name: "つむぎ",
    nameLatin: "Tsumugi",
    trade: "apparel",
    brandColor: "#7a4b3a",
    cardSymbology: "qr",
    mailFromAddress: "letter@tsumugi.example",
    legalName: "つむぎ株式会社",
    legalAddress: "京都府京都市中京区三条通0-0",
    contactUrl: "https://tsumugi.example/contact",
    stores: [
      {
        externalId: "SJ",
        name: "京都三条店",
        kind: "shop",
        address: "京都府京都市中京区三条通0-0",
        phone: "075-000-0001",
      },
      { externalId: "EC", name: "オンラインショップ", kind: "online", address: null, phone: null },
    ],
    points: { ratePoints: 1, rateYen: 50, pendingDays: 7, expiryMonths: 12 },
    members: 360,
    sales: 900,
  },
];

/** Log-ins of the demonstration; `npm start` prints them. They exist only in the demo shops. */
export const demoPassword = "goen-demo-2026";

export const demoStaff = [
  { email: "owner@aoi.example", name: "青井 和子", shop: "aoi", role: "owner", store: null },
  { email: "marketing@aoi.example", name: "森 健太", shop: "aoi", role: "marketer", store: null },
  { email: "counter@aoi.example", name: "小林 さくら", shop: "aoi", role: "store_staff", store: "KJ" },
  { email: "analyst@aoi.example", name: "西川 涼", shop: "aoi", role: "analyst", store: null },
  { email: "owner@tsumugi.example", name: "紬 真理", shop: "tsumugi", role: "owner", store: null },
  { email: "counter@tsumugi.example", name: "高瀬 あかり", shop: "tsumugi", role: "store_staff", store: "SJ" },
] as const;

/** The member a visitor of the demonstration can be. */
export const demoMember = {
  shop: "aoi",
  email: "hanako@example.jp",
  familyName: "田中",
  givenName: "花子",
  familyKana: "タナカ",
  givenKana: "ハナコ",
};
