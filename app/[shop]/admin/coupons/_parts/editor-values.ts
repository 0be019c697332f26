import type { CouponDefinition, CouponDefinitionInput, CouponKind } from "@/server/coupons/input";

/** What stands in the editor's fields: text as it was typed, so that nothing half-typed is lost. */
export interface EditorValues {
  name: string;
  titleJa: string;
  titleEn: string;
  noteJa: string;
  noteEn: string;
  kind: CouponKind;
  yen: string;
  percent: string;
  rounding: "down" | "half_up" | "up";
  mostYen: string;
  productId: string;
  pieces: string;
  times: string;
  categoryIds: string[];
  productIds: string[];
  notCategoryIds: string[];
  notProductIds: string[];
  minimum: string;
  minimumOf: "basket" | "target";
  storeIds: string[];
  channel: "" | "shop" | "online";
  rankIds: string[];
  /** "0" is Sunday; none means every day. */
  weekdays: string[];
  /** "10:00"; empty means from the beginning, or to the end, of the day. */
  hoursFrom: string;
  hoursUntil: string;
  from: string;
  until: string;
  days: string;
  total: string;
  issued: string;
  perMember: string;
  perDay: string;
  perMemberPerDay: string;
  perHeld: string;
  stacking: "exclusive" | "free" | "group";
  group: string;
  excludes: string[];
  place: string;
  use: "till" | "tear" | "both";
  isForMembers: boolean;
  isGivenOnJoining: boolean;
}

export const emptyValues: EditorValues = {
  name: "",
  titleJa: "",
  titleEn: "",
  noteJa: "",
  noteEn: "",
  kind: "amount",
  yen: "500",
  percent: "10",
  rounding: "down",
  mostYen: "",
  productId: "",
  pieces: "1",
  times: "200",
  categoryIds: [],
  productIds: [],
  notCategoryIds: [],
  notProductIds: [],
  minimum: "",
  minimumOf: "basket",
  storeIds: [],
  channel: "",
  rankIds: [],
  weekdays: [],
  hoursFrom: "",
  hoursUntil: "",
  from: "",
  until: "",
  days: "30",
  total: "",
  issued: "",
  perMember: "",
  perDay: "",
  perMemberPerDay: "",
  perHeld: "1",
  stacking: "exclusive",
  group: "",
  excludes: [],
  place: "100",
  use: "till",
  isForMembers: true,
  isGivenOnJoining: false,
};

const textOf = (value: number | null) => (value === null ? "" : String(value));
const numberOf = (text: string) => (text.trim() === "" ? null : Number(text));

const allWeekdays = [0, 1, 2, 3, 4, 5, 6];
const minutesPerDay = 1_440;
const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const minutesOf = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
};

function hoursTyped(hours: CouponDefinition["hours"]): Pick<EditorValues, "weekdays" | "hoursFrom" | "hoursUntil"> {
  if (hours === null) return { weekdays: [], hoursFrom: "", hoursUntil: "" };
  return {
    weekdays: hours.weekdays.length === allWeekdays.length ? [] : hours.weekdays.map(String),
    hoursFrom: hours.fromMinutes === 0 ? "" : clockOf(hours.fromMinutes),
    hoursUntil: hours.toMinutes === minutesPerDay ? "" : clockOf(hours.toMinutes),
  };
}

function hoursOf(v: EditorValues): CouponDefinitionInput["hours"] {
  if (v.weekdays.length === 0 && v.hoursFrom === "" && v.hoursUntil === "") return null;
  const weekdays = v.weekdays.length > 0 ? v.weekdays.map(Number).sort((a, b) => a - b) : allWeekdays;
  // Until midnight is the end of the day, not its beginning.
  const toMinutes = v.hoursUntil === "" ? minutesPerDay : minutesOf(v.hoursUntil) || minutesPerDay;
  return { weekdays, fromMinutes: v.hoursFrom === "" ? 0 : minutesOf(v.hoursFrom), toMinutes };
}

/** The fields of a coupon that is there already. */
export function valuesOf(name: string, of: CouponDefinition): EditorValues {
  const { benefit, limits, stacking } = of;
  return {
    ...emptyValues,
    name,
    titleJa: of.title.ja,
    titleEn: of.title.en,
    noteJa: of.note.ja,
    noteEn: of.note.en,
    kind: benefit.kind,
    ...(benefit.kind === "amount" && { yen: String(benefit.yen) }),
    ...(benefit.kind === "percent" && {
      percent: String(benefit.percent),
      rounding: benefit.rounding,
      mostYen: textOf(benefit.mostYen),
    }),
    ...(benefit.kind === "gift" && { productId: benefit.productId, pieces: String(benefit.pieces) }),
    ...(benefit.kind === "points" && { times: String(benefit.percent) }),
    categoryIds: of.target.categoryIds,
    productIds: of.target.productIds,
    notCategoryIds: of.target.notCategoryIds,
    notProductIds: of.target.notProductIds,
    minimum: textOf(of.minimum?.yen ?? null),
    minimumOf: of.minimum?.of ?? "basket",
    storeIds: of.storeIds,
    channel: of.channels.length === 1 ? (of.channels[0] ?? "") : "",
    rankIds: of.rankIds,
    ...hoursTyped(of.hours),
    from: of.validity.from ?? "",
    until: of.validity.until ?? "",
    days: textOf(of.validity.days),
    total: textOf(limits.total),
    issued: textOf(limits.issued),
    perMember: textOf(limits.perMember),
    perDay: textOf(limits.perDay),
    perMemberPerDay: textOf(limits.perMemberPerDay),
    perHeld: String(limits.perHeld),
    stacking: stacking.kind,
    group: stacking.kind === "group" ? stacking.group : "",
    excludes: of.excludes,
    place: String(of.place),
    use: of.use,
    isForMembers: of.isForMembers,
    isGivenOnJoining: of.isGivenOnJoining,
  };
}

function benefitOf(v: EditorValues): CouponDefinitionInput["benefit"] {
  if (v.kind === "amount") return { kind: "amount", yen: Number(v.yen) };
  if (v.kind === "percent")
    return { kind: "percent", percent: Number(v.percent), rounding: v.rounding, mostYen: numberOf(v.mostYen) };
  if (v.kind === "gift") return { kind: "gift", productId: v.productId, pieces: Number(v.pieces) };
  return { kind: "points", percent: Number(v.times) };
}

/** The definition that the fields make. */
export function definitionOf(v: EditorValues): CouponDefinitionInput {
  const minimum = numberOf(v.minimum);
  return {
    title: { ja: v.titleJa, en: v.titleEn || v.titleJa },
    note: { ja: v.noteJa, en: v.noteEn },
    benefit: benefitOf(v),
    target: {
      productIds: v.productIds,
      categoryIds: v.categoryIds,
      notProductIds: v.kind === "gift" ? [] : v.notProductIds,
      notCategoryIds: v.kind === "gift" ? [] : v.notCategoryIds,
    },
    minimum: minimum === null ? null : { yen: minimum, of: v.minimumOf },
    storeIds: v.storeIds,
    channels: v.channel === "" ? ["shop", "online"] : [v.channel],
    rankIds: v.rankIds,
    validity: { from: v.from || null, until: v.until || null, days: numberOf(v.days) },
    hours: hoursOf(v),
    limits: {
      total: numberOf(v.total),
      issued: numberOf(v.issued),
      perMember: numberOf(v.perMember),
      perDay: numberOf(v.perDay),
      perMemberPerDay: numberOf(v.perMemberPerDay),
      perHeld: Number(v.perHeld || "1"),
    },
    stacking: v.stacking === "group" ? { kind: "group", group: v.group } : { kind: v.stacking },
    // One that goes with no other needs no list of those it does not go with.
    excludes: v.stacking === "exclusive" ? [] : v.excludes,
    place: v.place.trim() === "" ? 100 : Number(v.place),
    use: v.use,
    isForMembers: v.isForMembers,
    isGivenOnJoining: v.isGivenOnJoining,
  };
}
