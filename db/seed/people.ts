// Invented people: common family and given names, combined by a seeded generator, so that every start makes the same ones.

/** mulberry32: a small seeded generator; good enough for a demonstration, never for tokens. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

type Name = readonly [written: string, kana: string];

const families: readonly Name[] = [
  ["佐藤", "サトウ"],
  ["鈴木", "スズキ"],
  ["高橋", "タカハシ"],
  ["田中", "タナカ"],
  ["伊藤", "イトウ"],
  ["渡辺", "ワタナベ"],
  ["山本", "ヤマモト"],
  ["中村", "ナカムラ"],
  ["小林", "コバヤシ"],
  ["加藤", "カトウ"],
  ["吉田", "ヨシダ"],
  ["山田", "ヤマダ"],
  ["佐々木", "ササキ"],
  ["山口", "ヤマグチ"],
  ["松本", "マツモト"],
  ["井上", "イノウエ"],
  ["木村", "キムラ"],
  ["林", "ハヤシ"],
  ["斎藤", "サイトウ"],
  ["清水", "シミズ"],
  ["山崎", "ヤマザキ"],
  ["森", "モリ"],
  ["池田", "イケダ"],
  ["橋本", "ハシモト"],
  ["阿部", "アベ"],
  ["石川", "イシカワ"],
  ["藤田", "フジタ"],
  ["岡田", "オカダ"],
  ["後藤", "ゴトウ"],
  ["長谷川", "ハセガワ"],
  ["村上", "ムラカミ"],
  ["近藤", "コンドウ"],
  ["勅使河原", "テシガワラ"],
  ["五十嵐", "イガラシ"],
];

const women: readonly Name[] = [
  ["花子", "ハナコ"],
  ["陽菜", "ヒナ"],
  ["結衣", "ユイ"],
  ["美咲", "ミサキ"],
  ["さくら", "サクラ"],
  ["葵", "アオイ"],
  ["恵子", "ケイコ"],
  ["由美", "ユミ"],
  ["明美", "アケミ"],
  ["久美子", "クミコ"],
  ["真由美", "マユミ"],
  ["千尋", "チヒロ"],
  ["凛", "リン"],
  ["和香奈", "ワカナ"],
];
const men: readonly Name[] = [
  ["蓮", "レン"],
  ["大翔", "ヒロト"],
  ["翔太", "ショウタ"],
  ["健一", "ケンイチ"],
  ["浩", "ヒロシ"],
  ["誠", "マコト"],
  ["大輔", "ダイスケ"],
  ["隆", "タカシ"],
  ["直樹", "ナオキ"],
  ["和也", "カズヤ"],
  ["拓海", "タクミ"],
  ["修", "オサム"],
  ["龍之介", "リュウノスケ"],
];

const towns = [
  ["1800004", "東京都", "武蔵野市吉祥寺本町"],
  ["1800003", "東京都", "武蔵野市吉祥寺南町"],
  ["1810013", "東京都", "三鷹市下連雀"],
  ["1900012", "東京都", "立川市曙町"],
  ["1860002", "東京都", "国立市東"],
  ["1670043", "東京都", "杉並区上荻"],
  ["6048082", "京都府", "京都市中京区弁慶石町"],
  ["2100007", "神奈川県", "川崎市川崎区駅前本町"],
  ["3300854", "埼玉県", "さいたま市大宮区桜木町"],
] as const;

export interface DemoPerson {
  externalId: string;
  familyName: string;
  givenName: string;
  familyKana: string;
  givenKana: string;
  gender: "female" | "male";
  birthday: string;
  postalCode: string;
  prefecture: string;
  city: string;
  addressLine: string;
  email: string | null;
  phone: string | null;
  allowsMail: boolean;
  joinedAt: Date;
}

/** How long ago somebody joined: evenly over three years, and one in a hundred within the last eleven days. */
const yearsAgo = (chance: number) => (chance < 0.01 ? 0.001 + chance * 2.98 : 0.02 + chance * 2.98);

/** `count` people who joined over the three years before `now`; about one in twelve has no mail address, one in five no consent. */
export function demoPeople(shop: string, count: number, now: Date, seed: number): DemoPerson[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const [familyName, familyKana] = pick(random, families);
    const gender = random() < 0.56 ? "female" : "male";
    const [givenName, givenKana] = pick(random, gender === "female" ? women : men);
    const [postalCode, prefecture, city] = pick(random, towns);
    const no = String(i + 1).padStart(5, "0");
    const birthday = new Date(
      Date.UTC(1948 + Math.floor(random() * 58), Math.floor(random() * 12), 1 + Math.floor(random() * 28)),
    );
    const email = random() < 0.92 ? `${shop}.member${no}@example.jp` : null;
    return {
      externalId: `M${no}`,
      familyName,
      givenName,
      familyKana,
      givenKana,
      gender,
      birthday: birthday.toISOString().slice(0, 10),
      postalCode,
      prefecture,
      city,
      addressLine: `${1 + Math.floor(random() * 5)}-${1 + Math.floor(random() * 20)}-${1 + Math.floor(random() * 12)}`,
      email,
      phone: random() < 0.8 ? `090${String(10000000 + i * 7919).slice(-8)}` : null,
      allowsMail: email !== null && random() < 0.8,
      joinedAt: new Date(now.getTime() - Math.floor(yearsAgo(random()) * 365 * 86_400_000)),
    };
  });
}
