import type { DeviceKind, Symptom } from "../input";

// A shop's categories are its own; what they are about shows in their names. The most particular word decides.
const signs: readonly [DeviceKind, RegExp][] = [
  ["cooling", /冷蔵|冷凍|ワインセラー|fridge|refrigerat|freezer/i],
  ["washing", /洗濯|洗乾|食洗|食器洗|washer|washing|dryer|dishwash/i],
  ["air", /エアコン|空調|加湿|除湿|空気清浄|扇風機|ヒーター|暖房|air ?con|humidif|purifier|heater/i],
  ["cleaning", /掃除|クリーナー|vacuum|cleaner/i],
  ["heating", /レンジ|オーブン|炊飯|コーヒー|ケトル|トースター|調理|microwave|oven|rice|coffee|kettle|toaster/i],
  ["printer", /プリンター|複合機|printer/i],
  ["camera", /カメラ|レンズ|camera|lens/i],
  ["audio", /ヘッドホン|イヤホン|スピーカー|オーディオ|音響|headphone|earphone|speaker|audio/i],
  ["computer", /パソコン|ノートPC|タブレット|スマートフォン|computer|notebook|laptop|tablet|phone/i],
  ["screen", /テレビ|モニター|ディスプレイ|映像|television|\btv\b|monitor|display/i],
  [
    "garment",
    /衣|シャツ|ワンピース|スカート|パンツ|ニット|コート|ジャケット|靴|バッグ|帽子|shirt|dress|knit|coat|shoe|bag/i,
  ],
];

/** What kind of thing the names are about (category first, then its parents, then the product); 'general' when none tells. */
export function deviceKindOf(names: readonly (string | null | undefined)[]): DeviceKind {
  for (const name of names)
    if (name) for (const [kind, sign] of signs) if (sign.test(name.normalize("NFKC"))) return kind;
  return "general";
}

const electric: readonly Symptom[] = ["no_power", "stops", "noise", "smell", "error_shown"];
const own: Readonly<Record<DeviceKind, readonly Symptom[]>> = {
  cooling: ["not_cold", "frost", "leak", ...electric],
  washing: ["no_drain", "no_spin", "leak", ...electric],
  air: ["not_cold", "not_warm", "leak", ...electric],
  cleaning: ["weak_suction", "battery", ...electric],
  heating: ["not_warm", ...electric],
  screen: ["no_picture", "lines", "no_sound", "no_connection", ...electric],
  audio: ["no_sound", "no_connection", "battery", "no_power", "noise"],
  camera: ["no_focus", "no_picture", "battery", "no_power", "error_shown"],
  computer: ["no_start", "no_picture", "keys", "battery", "no_connection", "stops", "noise"],
  printer: ["paper_jam", "faint_print", "no_connection", "no_power", "error_shown"],
  garment: ["seam", "fastener", "button", "hole", "stain"],
  general: electric,
};

/** The complaints that the form offers for a kind of thing, the likeliest first. */
export const symptomsOf = (kind: DeviceKind): Symptom[] => [
  ...own[kind],
  ...(kind === "garment" ? [] : (["broken_part"] as const)),
  "other",
];
