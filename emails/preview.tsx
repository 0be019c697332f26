import type {
  MailFrame,
  NewsProps,
  ReceiptProps,
  RepairUpdateProps,
  SignInProps,
  StaffNoticeProps,
  WarrantyNoticeProps,
} from "./props";

// Plausible values for looking at the mails without a database.

const frame = {
  locale: "ja" as const,
  shop: {
    name: "あおい電機",
    color: "#0f5ea8",
    ink: "#ffffff",
    legalName: "株式会社あおい電機",
    legalAddress: "東京都千代田区外神田1-2-3",
    contactUrl: "https://example.jp/contact",
  },
  subject: "【あおい電機】お知らせ",
  preheader: "マイページからご確認いただけます。",
  heading: "お知らせ",
  body: ["いつもあおい電機をご利用いただき、ありがとうございます。"],
  button: { label: "マイページを開く", href: "https://example.jp/aoi/my" },
  homeHref: "https://example.jp/aoi/my",
  isService: false,
  unsubscribeHref: "https://example.jp/aoi/unsubscribe/x",
  pixelSrc: null,
  honeypotHref: null,
};
const personal = {
  greeting: "田中 花子 様",
  points: {
    balance: "1,234ポイント",
    expiry: "うち200ポイントは2026年12月31日に失効します",
    href: "https://example.jp/aoi/my/points",
  },
  items: [
    {
      name: "加湿空気清浄機 KC-50",
      price: "￥32,800（税込）",
      imageSrc: "/mail/item.png",
      href: "https://example.jp/1",
    },
    {
      name: "冷蔵庫用 脱臭フィルター",
      price: "￥1,980（税込）",
      imageSrc: "/mail/item.png",
      href: "https://example.jp/2",
    },
    {
      name: "浄水カートリッジ 2個入り",
      price: "￥3,480（税込）",
      imageSrc: "/mail/item.png",
      href: "https://example.jp/3",
    },
  ],
};

export const newsPreview: NewsProps = { ...frame, ...personal };
export const warrantyNoticePreview: WarrantyNoticeProps = {
  ...frame,
  ...personal,
  product: { name: "冷蔵庫 HR-2200", imageSrc: "/mail/item.png", endsOn: "2026年12月17日", daysLeft: "残り25日" },
};
export const receiptPreview: ReceiptProps = {
  ...frame,
  ...personal,
  isService: true,
  purchase: {
    where: "2026年11月22日　秋葉原本店",
    receiptNo: "R-20261122-0042",
    lines: [
      { name: "冷蔵庫 HR-2200", quantity: "× 1", amount: "￥128,000" },
      { name: "単3乾電池 12本", quantity: "× 2", amount: "￥1,960" },
    ],
    more: null,
    total: "￥129,960",
    pointsEarned: "1,299ポイント",
    pointsSpent: "0ポイント",
  },
};
export const repairUpdatePreview: RepairUpdateProps = {
  ...frame,
  greeting: personal.greeting,
  isService: true,
  subject: "【あおい電機】修理のお見積もりができました（￥30,800）",
  heading: "修理のお見積もりができました",
  body: ["お預かりしている冷蔵庫 HR-2200のお見積もりができました。"],
  button: { label: "お見積もりを確認する", href: "https://example.jp/aoi/my/repairs/1" },
  repair: {
    product: "冷蔵庫 HR-2200",
    imageSrc: "/mail/item.png",
    facts: [
      { label: "受付番号", value: "1234-5676" },
      { label: "お見積もり金額（税込）", value: "￥30,800" },
      { label: "お返事の期限", value: "2026年12月8日" },
    ],
  },
};
export const signInPreview: SignInProps = {
  ...frame,
  isService: true,
  unsubscribeHref: null,
  validity: "リンクの有効期限は15分で、一度だけ使えます。",
};
export const houseNoticePreview: MailFrame = {
  ...frame,
  isService: true,
  unsubscribeHref: null,
  heading: "メールアドレスが変更されました",
};
export const staffNoticePreview: StaffNoticeProps = {
  ...frame,
  isService: true,
  unsubscribeHref: null,
  heading: "スタッフへのご招待",
  notes: ["この招待は2026年11月29日まで、一度だけ有効です。"],
};
