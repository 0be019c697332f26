/** The fixed words of every mail. What a shop writes itself stands in the content's definition, not here. */
const ja = {
  yourPoints: "ご利用可能ポイント",
  seePoints: "ポイントの明細",
  forYou: "あなたへのおすすめ",
  warrantyEnds: "保証終了日",
  total: "合計",
  receiptNo: "レシート番号",
  pointsEarned: "今回のポイント",
  pointsSpent: "ご利用ポイント",
  ifButtonFails: "ボタンが開けないときは、次のアドレスをブラウザーに貼り付けてください。",
  notYou: "お心当たりがない場合は、このメールを破棄してください。ログインは行われません。",
  whyMarketing: "このメールは、メールでのお知らせをご希望の会員様にお送りしています。",
  whyService: "このメールは、お手続きの確認のためにお送りしています。",
  unsubscribe: "配信を停止する",
  unsubscribeNews: "お知らせメールの配信を停止する",
  contact: "お問い合わせ",
  sender: "送信者",
  myPage: "マイページ",
  hidden: "確認用",
};

const en: typeof ja = {
  yourPoints: "Your points",
  seePoints: "See the details",
  forYou: "Picked for you",
  warrantyEnds: "Warranty ends on",
  total: "Total",
  receiptNo: "Receipt",
  pointsEarned: "Points earned",
  pointsSpent: "Points used",
  ifButtonFails: "If the button does not open, paste this address into your browser.",
  notYou: "If you did not ask for this, you can ignore this mail. Nobody will be signed in.",
  whyMarketing: "You receive this because you asked for news by mail.",
  whyService: "You receive this to confirm something you did.",
  unsubscribe: "Unsubscribe",
  unsubscribeNews: "Stop news by mail",
  contact: "Contact",
  sender: "Sender",
  myPage: "My Page",
  hidden: "check",
};

export const mailWords = { ja, en };
export type MailWords = typeof ja;
