// Repairs of the demo shop in several states, as days before now; the verbs of the module take them there.

export interface DemoRepair {
  /** The n-th member with a warranty, or the member whose log-in is printed. */
  of: "demo" | number;
  /** Part of the product's name, where it must be a certain one. */
  product?: string;
  symptom: string;
  cause: string;
  noticed: string;
  description: string;
  /** Days ago of request and of each further step, in order. */
  daysAgo: number;
  contactWay: "mail" | "phone";
  steps: readonly DemoStep[];
}

export type DemoStep =
  | { daysAgo: number; do: "take_in"; accessories: string }
  | { daysAgo: number; do: "note"; text: string }
  | { daysAgo: number; do: "judge"; cause: string }
  | { daysAgo: number; do: "override"; reason: string }
  | {
      daysAgo: number;
      do: "estimate";
      lines: readonly [kind: string, description: string, amountYen: number][];
      note?: string;
    }
  | { daysAgo: number; do: "approve" }
  | { daysAgo: number; do: "decline_by_phone"; note: string }
  | { daysAgo: number; do: "step"; to: string; note?: string; promisedInDays?: number };

export const demoRepairs: readonly DemoRepair[] = [
  {
    of: "demo",
    product: "複合機",
    symptom: "paper_jam",
    cause: "unknown",
    noticed: "this_week",
    description: "両面印刷のときだけ、用紙が斜めに入って詰まります。用紙を替えても同じでした。",
    daysAgo: 6,
    contactWay: "mail",
    steps: [
      { daysAgo: 5, do: "take_in", accessories: "電源コード" },
      { daysAgo: 4, do: "judge", cause: "misuse" },
      { daysAgo: 4, do: "note", text: "給紙部に付箋が残っていた。ローラーに傷あり。" },
      {
        daysAgo: 3,
        do: "estimate",
        lines: [
          ["parts", "給紙ローラー", 4_400],
          ["labour", "分解・清掃・交換", 6_600],
        ],
        note: "給紙部に紙片が残っており、ローラーが傷んでいました。清掃とあわせて交換いたします。",
      },
    ],
  },
  {
    of: 0,
    symptom: "noise",
    cause: "unknown",
    noticed: "this_month",
    description: "夜中に低くうなるような音が続きます。設置場所は変えていません。",
    daysAgo: 5,
    contactWay: "mail",
    steps: [],
  },
  {
    of: 1,
    symptom: "no_power",
    cause: "drop",
    noticed: "today",
    description: "棚から落としてしまい、電源が入らなくなりました。",
    daysAgo: 1,
    contactWay: "phone",
    steps: [{ daysAgo: 1, do: "take_in", accessories: "ACアダプター" }],
  },
  {
    of: 2,
    symptom: "stops",
    cause: "unknown",
    noticed: "this_week",
    description: "動かして10分ほどで止まってしまいます。",
    daysAgo: 9,
    contactWay: "mail",
    steps: [
      { daysAgo: 9, do: "take_in", accessories: "なし" },
      { daysAgo: 7, do: "step", to: "approved", promisedInDays: 4 },
      { daysAgo: 6, do: "step", to: "in_repair" },
      { daysAgo: 6, do: "note", text: "制御基板を手配。入荷予定は来週前半。" },
    ],
  },
  {
    of: 3,
    symptom: "broken_part",
    cause: "drop",
    noticed: "this_month",
    description: "ふたの留め具が折れて閉まりません。",
    daysAgo: 16,
    contactWay: "mail",
    steps: [
      { daysAgo: 15, do: "take_in", accessories: "なし" },
      { daysAgo: 14, do: "override", reason: "同じ型番で留め具の不具合が続いているため" },
      { daysAgo: 14, do: "step", to: "approved" },
      { daysAgo: 12, do: "step", to: "in_repair" },
      { daysAgo: 3, do: "step", to: "ready" },
    ],
  },
  {
    of: 4,
    symptom: "error_shown",
    cause: "unknown",
    noticed: "from_start",
    description: "買ったときから、ときどきエラー表示が出ます。電源を入れ直すと消えます。",
    daysAgo: 40,
    contactWay: "mail",
    steps: [
      { daysAgo: 39, do: "take_in", accessories: "電源コード、取扱説明書" },
      { daysAgo: 37, do: "step", to: "approved" },
      { daysAgo: 35, do: "step", to: "in_repair" },
      { daysAgo: 28, do: "step", to: "ready" },
      { daysAgo: 25, do: "step", to: "done" },
    ],
  },
  {
    of: 5,
    symptom: "battery",
    cause: "water",
    noticed: "longer",
    description: "飲み物をこぼしてから、電池がすぐになくなります。",
    daysAgo: 30,
    contactWay: "phone",
    steps: [
      { daysAgo: 29, do: "take_in", accessories: "充電器" },
      {
        daysAgo: 27,
        do: "estimate",
        lines: [
          ["parts", "バッテリー・基板一式", 38_500],
          ["labour", "交換作業", 8_800],
        ],
      },
      { daysAgo: 24, do: "decline_by_phone", note: "ご本人より。買い替えを検討するとのこと。" },
    ],
  },
  {
    of: 6,
    symptom: "smell",
    cause: "unknown",
    noticed: "this_week",
    description: "使っていると焦げたようなにおいがします。怖いので使うのをやめました。",
    daysAgo: 20,
    contactWay: "mail",
    steps: [
      { daysAgo: 19, do: "take_in", accessories: "電源コード" },
      { daysAgo: 17, do: "step", to: "refused", note: "部品の供給が終わっているため、修理をお受けできませんでした。" },
    ],
  },
];
