import type { OwnRequest } from "@/server/repairs/input";

/** Everything the form asks, as it is typed; survives JSON, so that a draft of it can be kept. */
export interface RequestValues {
  key: string;
  /** 'w:<warranty>', 'p:<purchase>:<line>', 'other', or nothing yet. */
  product: string;
  otherName: string;
  serialNo: string;
  symptom: string;
  description: string;
  cause: string;
  noticed: string;
  photos: { fileId: string; name: string }[];
  way: string;
  storeId: string;
  postalCode: string;
  prefecture: string;
  city: string;
  addressLine: string;
  on: string;
  window: string;
  contactWay: string;
  phone: string;
  isItemHere: boolean;
  accessories: string;
}

export type RequestField = keyof RequestValues;

/** A product as the form lists it. */
export interface ProductChoice {
  product: { by: "warranty"; warrantyId: string } | { by: "purchase"; purchaseId: string; lineId: string };
  name: string;
  imageUrl: string | null;
  /** Until when it is covered, or what else is known of it, in words. */
  note: string;
  isCovered: boolean;
  underWay: string | null;
  kind: string;
}

export interface RequestFormView {
  choices: readonly ProductChoice[];
  otherKind: string;
  symptoms: Readonly<Record<string, readonly string[]>>;
  stores: readonly { id: string; name: string; address: string | null }[];
  pickUp: { from: string; to: string; windows: readonly string[] } | null;
  /** What a declined estimate costs, in words; null where it costs nothing. */
  feeNote: string | null;
  known: {
    hasMail: boolean;
    phone: string | null;
    postalCode: string | null;
    prefecture: string | null;
    city: string | null;
    addressLine: string | null;
  };
}

export const choiceValue = ({ product }: Pick<ProductChoice, "product">): string =>
  product.by === "warranty" ? `w:${product.warrantyId}` : `p:${product.purchaseId}:${product.lineId}`;

/** What stands in the form at first: what is known of the person, and the product they came from. */
export function firstValues(form: RequestFormView, preset: string | null, storeId: string | null): RequestValues {
  const { known, stores } = form;
  return {
    key: "",
    product: preset ?? (form.choices.length === 0 ? "other" : ""),
    otherName: "",
    serialNo: "",
    symptom: "",
    description: "",
    cause: "unknown",
    noticed: "",
    photos: [],
    // Whoever stands at a counter has brought it.
    way: form.pickUp && !storeId ? "" : "store",
    storeId: storeId ?? (stores.length === 1 ? (stores[0]?.id ?? "") : ""),
    postalCode: known.postalCode ?? "",
    prefecture: known.prefecture ?? "",
    city: known.city ?? "",
    addressLine: known.addressLine ?? "",
    on: "",
    window: "",
    contactWay: known.hasMail ? "mail" : "phone",
    phone: known.phone ?? "",
    isItemHere: true,
    accessories: "",
  };
}

function productOf({ product, otherName }: RequestValues): OwnRequest["product"] {
  const [kind, first = "", second = ""] = product.split(":");
  if (kind === "w") return { by: "warranty", warrantyId: first };
  if (kind === "p") return { by: "purchase", purchaseId: first, lineId: second };
  return { by: "other", name: otherName };
}

/** The values as the shop takes them; whatever is wrong with them the shop says. */
export function requestOf(of: RequestValues): OwnRequest {
  return {
    key: of.key,
    product: productOf(of),
    serialNo: of.serialNo,
    symptom: of.symptom as OwnRequest["symptom"],
    cause: of.cause as OwnRequest["cause"],
    description: of.description,
    noticed: of.noticed as OwnRequest["noticed"],
    photoIds: of.photos.map(({ fileId }) => fileId),
    handOver:
      of.way === "pick_up"
        ? {
            way: "pick_up",
            postalCode: of.postalCode,
            prefecture: of.prefecture,
            city: of.city,
            addressLine: of.addressLine,
            on: of.on,
            window: of.window as "morning",
          }
        : { way: "store", storeId: of.storeId },
    contactWay: of.contactWay as "mail",
    phone: of.contactWay === "phone" || of.way === "pick_up" ? of.phone : undefined,
  };
}

/** Which of the form's fields a path of the request means. */
export function fieldAt(path: string): RequestField {
  const last = path.split(".").at(-1) ?? "";
  if (path === "product.name") return "otherName";
  if (path.startsWith("product")) return "product";
  if (path.startsWith("photoIds")) return "photos";
  return last === "handOver" ? "way" : (last as RequestField);
}

export type FieldErrors = Partial<Record<RequestField, string>>;

/** What is not filled in yet, by the reason of each. */
export function missingIn(of: RequestValues): FieldErrors {
  const wanted: [RequestField, string][] = [
    ["product", "choose"],
    ...(of.product === "other" ? ([["otherName", "required"]] as [RequestField, string][]) : []),
    ["symptom", "choose"],
    ["description", "required"],
    ["noticed", "choose"],
    ["way", "choose"],
    ...(of.way === "store" ? ([["storeId", "choose"]] as [RequestField, string][]) : []),
    ...(of.way === "pick_up"
      ? ([
          ["postalCode", "required"],
          ["prefecture", "required"],
          ["city", "required"],
          ["addressLine", "required"],
          ["on", "choose"],
          ["window", "choose"],
        ] as [RequestField, string][])
      : []),
    ...(of.way === "pick_up" || of.contactWay === "phone" ? ([["phone", "required"]] as [RequestField, string][]) : []),
  ];
  return Object.fromEntries(wanted.filter(([field]) => `${of[field] as string | null}`.trim() === ""));
}

/** Why the shop did not do it, in words: by field where it can be said so. */
export interface Refused {
  ok: false;
  fields: Record<string, string>;
  /** Null where the fields say it all. */
  problem: string | null;
  isSignedOut: boolean;
}

/** The shop's answer to a request. */
export type Sent = { ok: true; repairId: string; receiptNo: string } | Refused;
