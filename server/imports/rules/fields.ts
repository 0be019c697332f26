import { type CsvMapping, csvMapping } from "@/server/kernel/csv-mapping";

export const importKinds = ["members", "products", "stores", "purchases"] as const;
export type ImportKind = (typeof importKinds)[number];

export interface ImportField {
  name: string;
  isRequired?: true;
  /** Headers under which it is found, as shops and other systems write them; width, case, blanks and brackets do not matter. */
  headers: readonly string[];
  /** Known by its cells where no header tells. */
  content?: RegExp;
  /** A cell's text -> value. */
  values?: Readonly<Record<string, string>>;
  isDate?: true;
}

const mail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const phone = /^[+(]?[0-9０-９][0-9０-９()（）\-－ー‐ ]{8,17}$/;
const postal = /^〒?\s?[0-9０-９]{3}[-－ー‐]?[0-9０-９]{4}$/;
const date = /^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}\/\d{1,2}\/\d{4})([ T]\d{1,2}:\d{2}(:\d{2})?)?/;

const yesNo = {
  "1": "true",
  "0": "",
  はい: "true",
  いいえ: "",
  "○": "true",
  〇: "true",
  "×": "",
  有: "true",
  無: "",
  yes: "true",
  no: "",
  true: "true",
  false: "",
};

const genders = {
  女: "female",
  女性: "female",
  男: "male",
  男性: "male",
  その他: "other",
  F: "female",
  M: "male",
  Female: "female",
  Male: "male",
  Other: "other",
  "1": "male",
  "2": "female",
};

const prefectureNames = /^(北海道|東京都|京都府|大阪府|.{2,3}県)$/;

/** What each kind of file may hold, the fields in the order in which the screen shows them. */
export const importFields: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  members: [
    {
      name: "externalId",
      isRequired: true,
      headers: [
        "会員コード",
        "会員ID",
        "顧客コード",
        "会員番号",
        "顧客番号",
        "顧客ID",
        "member id",
        "customer id",
        "customer code",
      ],
    },
    { name: "memberNo", headers: ["カード番号", "会員証番号", "会員カード番号", "card number"] },
    { name: "fullName", headers: ["氏名", "お名前", "名前", "会員名", "顧客名", "name", "full name", "customer name"] },
    { name: "familyName", headers: ["姓", "氏", "名字", "苗字", "last name", "family name", "surname"] },
    { name: "givenName", headers: ["名", "first name", "given name"] },
    {
      name: "fullKana",
      headers: ["フリガナ", "ふりがな", "カナ", "氏名カナ", "カナ氏名", "カナ名", "お名前カナ", "氏名フリガナ", "kana"],
    },
    { name: "familyKana", headers: ["セイ", "姓カナ", "カナ姓", "姓フリガナ", "last name kana"] },
    { name: "givenKana", headers: ["メイ", "名カナ", "名フリガナ", "first name kana"] },
    {
      name: "email",
      headers: [
        "メールアドレス",
        "メール",
        "Eメール",
        "電子メール",
        "mail",
        "email",
        "email address",
        "PCメール",
        "E-mail",
      ],
      content: mail,
    },
    {
      name: "phone",
      headers: [
        "電話番号",
        "携帯電話",
        "電話",
        "携帯番号",
        "携帯電話番号",
        "TEL",
        "連絡先",
        "phone",
        "phone number",
        "mobile",
      ],
      content: phone,
    },
    {
      name: "birthday",
      isDate: true,
      headers: ["生年月日", "誕生日", "お誕生日", "birthday", "date of birth", "birth date", "DOB"],
    },
    {
      name: "gender",
      headers: ["性別", "gender", "sex"],
      values: genders,
      content: /^(男|女|男性|女性|male|female)$/i,
    },
    {
      name: "postalCode",
      headers: ["郵便番号", "〒", "郵便", "zip", "zip code", "postal code", "postcode"],
      content: postal,
    },
    { name: "prefecture", headers: ["都道府県", "県", "prefecture", "state"], content: prefectureNames },
    { name: "city", headers: ["市区町村", "市町村", "city"] },
    { name: "addressLine", headers: ["番地", "住所", "番地・建物名", "住所2", "町名番地", "address", "address line"] },
    {
      name: "mailConsent",
      headers: [
        "メール受信",
        "メール許可",
        "メルマガ",
        "メルマガ配信",
        "DM可否",
        "配信希望",
        "mail consent",
        "opt in",
        "newsletter",
      ],
    },
    {
      name: "joinedAt",
      isDate: true,
      headers: [
        "入会日",
        "登録日",
        "入会日時",
        "登録日時",
        "会員登録日",
        "joined",
        "joined at",
        "created at",
        "sign up date",
      ],
    },
    { name: "store", headers: ["入会店舗コード", "店舗コード", "入会店舗", "登録店舗", "store", "store code"] },
  ],
  products: [
    {
      name: "externalId",
      isRequired: true,
      headers: [
        "商品コード",
        "商品番号",
        "品番",
        "商品ID",
        "sku",
        "product id",
        "product code",
        "item code",
        "stock code",
      ],
    },
    {
      name: "name",
      isRequired: true,
      headers: ["商品名", "品名", "商品名称", "名称", "name", "product name", "title", "description"],
    },
    {
      name: "janCode",
      headers: ["JANコード", "JAN", "バーコード", "GTIN", "EAN", "barcode"],
      content: /^(45|49)\d{11}$/,
    },
    { name: "brand", headers: ["ブランド", "メーカー", "ブランド名", "brand", "maker", "manufacturer"] },
    { name: "category", headers: ["カテゴリ", "カテゴリー", "分類", "部門", "category"] },
    { name: "priceYen", headers: ["税込価格", "販売価格", "価格", "単価", "売価", "price", "unit price"] },
    {
      name: "imageUrl",
      headers: ["画像URL", "画像", "image", "image url"],
      content: /^https?:\/\/\S+\.(jpe?g|png|webp|gif)$/i,
    },
    { name: "description", headers: ["説明", "商品説明", "商品詳細", "details"] },
    {
      name: "warrantyMonths",
      headers: ["保証月数", "保証期間", "保証期間月", "保証", "warranty", "warranty months"],
    },
    { name: "replenishmentDays", headers: ["補充日数", "買い替え日数", "replenishment days"] },
    {
      name: "kind",
      headers: ["商品区分", "kind", "type"],
      values: { 商品: "goods", サービス: "service", 物販: "goods", goods: "goods", service: "service" },
    },
    { name: "isDiscontinued", headers: ["販売終了", "廃番", "discontinued"], values: yesNo },
  ],
  stores: [
    {
      name: "externalId",
      isRequired: true,
      headers: ["店舗コード", "店舗番号", "店舗ID", "店番", "store code", "store id"],
    },
    { name: "name", isRequired: true, headers: ["店舗名", "店名", "name", "store name"] },
    {
      name: "kind",
      headers: ["店舗区分", "区分", "kind", "type"],
      values: {
        店舗: "shop",
        実店舗: "shop",
        オンライン: "online",
        EC: "online",
        通販: "online",
        shop: "shop",
        online: "online",
        Shop: "shop",
        Online: "online",
      },
    },
    { name: "address", headers: ["住所", "所在地", "店舗住所", "address"] },
    { name: "phone", headers: ["電話番号", "電話", "TEL", "phone"], content: phone },
  ],
  purchases: [
    {
      name: "receipt",
      isRequired: true,
      headers: [
        "レシート番号",
        "伝票番号",
        "注文番号",
        "取引番号",
        "売上番号",
        "receipt",
        "receipt no",
        "order id",
        "order number",
        "invoice",
        "invoice no",
      ],
    },
    {
      name: "occurredAt",
      isRequired: true,
      isDate: true,
      headers: [
        "購入日時",
        "売上日時",
        "取引日時",
        "購入日",
        "売上日",
        "注文日時",
        "注文日",
        "取引日",
        "日付",
        "日時",
        "date",
        "order date",
        "invoice date",
        "purchased at",
      ],
      content: date,
    },
    {
      name: "kind",
      headers: ["区分", "取引区分", "売上区分", "kind", "type"],
      values: {
        売上: "sale",
        販売: "sale",
        購入: "sale",
        返品: "return",
        取消: "return",
        sale: "sale",
        return: "return",
        Sale: "sale",
        Return: "return",
        refund: "return",
        Refund: "return",
      },
    },
    {
      name: "member",
      headers: [
        "会員コード",
        "会員番号",
        "会員ID",
        "顧客コード",
        "顧客番号",
        "顧客ID",
        "カード番号",
        "customer id",
        "member id",
        "customer",
      ],
    },
    { name: "store", headers: ["店舗コード", "店舗番号", "店番", "店舗", "store", "store code"] },
    {
      name: "product",
      headers: [
        "商品コード",
        "商品番号",
        "品番",
        "商品ID",
        "sku",
        "product code",
        "product id",
        "stock code",
        "item code",
      ],
    },
    { name: "description", headers: ["商品名", "品名", "摘要", "description", "product name", "item name"] },
    { name: "quantity", isRequired: true, headers: ["数量", "点数", "個数", "quantity", "qty"] },
    { name: "unitPrice", isRequired: true, headers: ["単価", "税込単価", "販売単価", "unit price", "price"] },
    {
      name: "points",
      headers: ["付与ポイント", "獲得ポイント", "ポイント", "加算ポイント", "points", "points earned"],
    },
    { name: "amount", headers: ["金額", "税込金額", "明細金額", "小計", "amount", "total", "line total"] },
  ],
};

export const requiredFields = (kind: ImportKind): string[] =>
  importFields[kind].filter((field) => field.isRequired).map(({ name }) => name);

/** How dates may be written, by what stands first; tried in turn. */
export const dateForms = {
  year: [
    "yyyy-MM-dd HH:mm:ss",
    "yyyy-MM-dd HH:mm",
    "yyyy-MM-dd",
    "yyyy/M/d H:mm:ss",
    "yyyy/M/d H:mm",
    "yyyy/M/d",
    "yyyy年M月d日",
    "yyyy.M.d",
    "yyyyMMdd",
    "iso",
  ],
  month: ["M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yyyy", "M-d-yyyy", "M.d.yyyy"],
  day: ["d/M/yyyy H:mm:ss", "d/M/yyyy H:mm", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"],
} as const;
export type DateForm = keyof typeof dateForms;

/** The translations of cells that come with the fields. */
export const valuesOf = (kind: ImportKind): CsvMapping["values"] =>
  Object.fromEntries(importFields[kind].flatMap(({ name, values }) => (values ? [[name, { ...values }]] : [])));

/** Finds every field by any of its headers: what the command line uses where no mapping is given. */
export const usualMapping = (kind: ImportKind): CsvMapping =>
  csvMapping.parse({
    kind,
    columns: Object.fromEntries(importFields[kind].map(({ name, headers }) => [name, [...headers]])),
    values: valuesOf(kind),
    dateFormats: dateForms.year,
    ...(kind === "purchases" ? { purchases: {} } : {}),
  });
