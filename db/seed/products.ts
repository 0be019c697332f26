// Goods of the two demo shops. Brands are invented.

export interface DemoProduct {
  externalId: string;
  name: string;
  brand: string;
  category: string;
  priceYen: number;
  warrantyMonths: number | null;
  replenishmentDays: number | null;
  /** Picture in public/demo/<picture>.png. */
  picture: string;
}

export interface DemoCategory {
  externalId: string;
  name: string;
  parent: string | null;
}

type Row = [id: string, name: string, brand: string, priceYen: number];

function goods(
  category: string,
  picture: string,
  warrantyMonths: number | null,
  replenishmentDays: number | null,
  rows: Row[],
) {
  return rows.map(
    ([externalId, name, brand, priceYen]): DemoProduct => ({
      externalId,
      name,
      brand,
      category,
      priceYen,
      warrantyMonths,
      replenishmentDays,
      picture,
    }),
  );
}

export const electronicsCategories: DemoCategory[] = [
  { externalId: "home", name: "生活家電", parent: null },
  { externalId: "fridge", name: "冷蔵庫", parent: "home" },
  { externalId: "washer", name: "洗濯機", parent: "home" },
  { externalId: "cleaner", name: "掃除機", parent: "home" },
  { externalId: "aircon", name: "エアコン", parent: "home" },
  { externalId: "kitchen", name: "キッチン家電", parent: null },
  { externalId: "microwave", name: "電子レンジ", parent: "kitchen" },
  { externalId: "rice", name: "炊飯器", parent: "kitchen" },
  { externalId: "coffee", name: "コーヒーメーカー", parent: "kitchen" },
  { externalId: "av", name: "映像・音響", parent: null },
  { externalId: "tv", name: "テレビ", parent: "av" },
  { externalId: "audio", name: "ヘッドホン・スピーカー", parent: "av" },
  { externalId: "camera", name: "カメラ", parent: "av" },
  { externalId: "pc", name: "パソコン", parent: null },
  { externalId: "notebook", name: "ノートパソコン", parent: "pc" },
  { externalId: "printer", name: "プリンター", parent: "pc" },
  { externalId: "beauty", name: "美容・健康", parent: null },
  { externalId: "supply", name: "消耗品", parent: null },
];

export const electronicsProducts: DemoProduct[] = [
  ...goods("fridge", "fridge", 12, null, [
    ["RF-510", "6ドア冷蔵庫 510L RF-510", "ミナモ", 238000],
    ["RF-400", "5ドア冷蔵庫 400L RF-400", "ミナモ", 168000],
    ["KR-270", "2ドア冷蔵庫 270L KR-270", "カゼノネ", 79800],
  ]),
  ...goods("washer", "washer", 12, null, [
    ["WD-12X", "ドラム式洗濯乾燥機 12kg WD-12X", "ミナモ", 268000],
    ["WT-80", "全自動洗濯機 8kg WT-80", "ハルカ工業", 89800],
    ["WT-50", "全自動洗濯機 5kg WT-50", "ハルカ工業", 42800],
  ]),
  ...goods("cleaner", "cleaner", 12, null, [
    ["CL-V9", "コードレス掃除機 CL-V9", "カゼノネ", 59800],
    ["CL-R3", "ロボット掃除機 CL-R3", "カゼノネ", 84800],
    ["CL-S1", "スティック掃除機 CL-S1", "ハルカ工業", 24800],
  ]),
  ...goods("aircon", "aircon", 60, null, [
    ["AC-28F", "エアコン 主に10畳 AC-28F", "カゼノネ", 128000],
    ["AC-40F", "エアコン 主に14畳 AC-40F", "カゼノネ", 178000],
  ]),
  ...goods("microwave", "microwave", 12, null, [
    ["MW-30S", "スチームオーブンレンジ 30L MW-30S", "ミナモ", 69800],
    ["MW-18", "単機能レンジ 18L MW-18", "ハルカ工業", 14800],
  ]),
  ...goods("rice", "rice", 12, null, [
    ["RC-10P", "圧力IH炊飯器 5.5合 RC-10P", "ミナモ", 49800],
    ["RC-05", "IH炊飯器 3合 RC-05", "ハルカ工業", 19800],
  ]),
  ...goods("coffee", "coffee", 12, null, [
    ["CM-7", "全自動コーヒーメーカー CM-7", "トウカ", 32800],
    ["CM-2", "ドリップコーヒーメーカー CM-2", "トウカ", 8980],
  ]),
  ...goods("tv", "tv", 36, null, [
    ["TV-65Q", "65V型 4K有機ELテレビ TV-65Q", "ノルテ", 298000],
    ["TV-55L", "55V型 4K液晶テレビ TV-55L", "ノルテ", 148000],
    ["TV-43L", "43V型 4K液晶テレビ TV-43L", "ノルテ", 79800],
  ]),
  ...goods("audio", "headphones", 12, null, [
    ["HP-NC5", "ノイズキャンセリングヘッドホン HP-NC5", "ノルテ", 42800],
    ["EB-3", "完全ワイヤレスイヤホン EB-3", "ノルテ", 19800],
    ["SP-1", "ポータブルスピーカー SP-1", "ノルテ", 12800],
  ]),
  ...goods("camera", "camera", 12, null, [
    ["MC-7", "ミラーレス一眼カメラ MC-7 レンズキット", "ハクバ光機", 189000],
    ["LZ-50", "単焦点レンズ 50mm LZ-50", "ハクバ光機", 54800],
  ]),
  ...goods("notebook", "laptop", 24, null, [
    ["NB-14", "14型ノートパソコン NB-14", "トウカ", 158000],
    ["NB-13L", "13.3型軽量ノートパソコン NB-13L", "トウカ", 198000],
  ]),
  ...goods("printer", "printer", 12, null, [
    ["PR-6", "インクジェット複合機 PR-6", "トウカ", 24800],
    ["PR-L2", "モノクロレーザープリンター PR-L2", "トウカ", 32800],
  ]),
  ...goods("beauty", "dryer", 12, null, [["HD-9", "ヘアドライヤー HD-9", "ミナモ", 29800]]),
  ...goods("beauty", "toothbrush", 12, null, [["TB-5", "電動歯ブラシ TB-5", "ミナモ", 14800]]),
  ...goods("beauty", "shaver", 12, null, [["SH-8", "電気シェーバー SH-8", "ハルカ工業", 22800]]),
  ...goods("supply", "supply", null, 90, [
    ["IK-6C", "純正インク 6色パック IK-6C(PR-6用)", "トウカ", 6480],
    ["TN-L2", "トナーカートリッジ TN-L2(PR-L2用)", "トウカ", 8980],
    ["TB-H4", "電動歯ブラシ替えブラシ 4本 TB-H4", "ミナモ", 2980],
    ["CF-V9", "掃除機フィルター CF-V9", "カゼノネ", 1980],
    ["WF-CM", "コーヒーメーカー用浄水フィルター WF-CM", "トウカ", 1480],
    ["SD-128", "SDカード 128GB SD-128", "ハクバ光機", 3980],
    ["HC-2M", "HDMIケーブル 2m HC-2M", "ノルテ", 1980],
  ]),
  ...goods("supply", "battery", null, 180, [["BT-AA8", "単3形乾電池 8本 BT-AA8", "ハルカ工業", 780]]),
];

export const apparelCategories: DemoCategory[] = [
  { externalId: "tops", name: "トップス", parent: null },
  { externalId: "outer", name: "アウター", parent: null },
  { externalId: "bottoms", name: "ボトムス", parent: null },
  { externalId: "goods", name: "小物", parent: null },
];

export const apparelProducts: DemoProduct[] = [
  ...goods("tops", "shirt", null, null, [
    ["TS-01", "リネンシャツ 生成り", "つむぎ", 12800],
    ["TS-02", "天竺Tシャツ 藍", "つむぎ", 6800],
    ["TS-03", "コットンニット 墨", "つむぎ", 14800],
  ]),
  ...goods("outer", "coat", null, null, [
    ["OT-01", "ウールコート 濃紺", "つむぎ", 48000],
    ["OT-02", "中綿ジャケット 灰", "つむぎ", 28000],
  ]),
  ...goods("bottoms", "trousers", null, null, [
    ["BT-01", "ワイドパンツ 炭", "つむぎ", 16800],
    ["BT-02", "デニムパンツ 濃色", "つむぎ", 18800],
    ["BT-03", "プリーツスカート 茜", "つむぎ", 17800],
  ]),
  ...goods("goods", "bag", null, null, [
    ["GD-01", "帆布トートバッグ", "つむぎ", 9800],
    ["GD-02", "カシミヤストール", "つむぎ", 19800],
    ["GD-03", "今治タオルハンカチ", "つむぎ", 1320],
  ]),
];

/** What is bought with or after what, so that "bought together" has something to find: first, second, share of buyers. */
export const goesWith: [string, string, number][] = [
  ["PR-6", "IK-6C", 0.7],
  ["PR-L2", "TN-L2", 0.6],
  ["TB-5", "TB-H4", 0.6],
  ["CL-V9", "CF-V9", 0.5],
  ["CM-7", "WF-CM", 0.55],
  ["TV-65Q", "HC-2M", 0.5],
  ["TV-55L", "HC-2M", 0.4],
  ["MC-7", "SD-128", 0.7],
  ["MC-7", "LZ-50", 0.35],
  ["RF-510", "MW-30S", 0.25],
  ["WD-12X", "CL-V9", 0.2],
  ["NB-14", "PR-6", 0.3],
  ["TS-01", "BT-01", 0.5],
  ["OT-01", "GD-02", 0.5],
  ["TS-02", "GD-03", 0.4],
];
