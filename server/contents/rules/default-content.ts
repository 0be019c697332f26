import type { ContentDefinition, MailTemplate, MailTexts } from "../input";

// The words a shop starts with. A campaign copies and changes them; the service mails use them as they are.

const ja: Record<MailTemplate, MailTexts> = {
  "warranty-notice": {
    subject: "【{{shop}}】{{product}}の保証は{{warrantyEnd}}までです",
    preheader: "残り{{daysLeft}}です。気になるところは、保証が終わる前に点検をご利用ください。",
    heading: "保証期間がまもなく終わります",
    body: [
      "いつも{{shop}}をご利用いただき、ありがとうございます。お買い上げいただいた{{product}}の保証は、{{warrantyEnd}}で終わります。",
      "動作の不調など気になるところがございましたら、保証期間のうちにお知らせください。マイページから保証の内容をご確認いただけます。",
    ],
    button: "保証の内容を見る",
  },
  receipt: {
    subject: "【{{shop}}】お買い上げありがとうございます（{{total}}）",
    preheader: "お買い上げの明細と、ただいまのポイント残高をお知らせします。",
    heading: "お買い上げありがとうございます",
    body: ["本日は{{shop}}をご利用いただき、ありがとうございました。お買い上げの内容は次のとおりです。"],
    button: "購入履歴を見る",
  },
  news: {
    subject: "【{{shop}}】ポイントとおすすめのお知らせ",
    preheader: "ただいま{{points}}お持ちです。",
    heading: "{{shop}}からのお知らせ",
    body: ["いつも{{shop}}をご利用いただき、ありがとうございます。"],
    button: "マイページを開く",
  },
  "sign-in": {
    subject: "【{{shop}}】ログイン用のリンク",
    preheader: "このリンクからログインできます。",
    heading: "ログインのご案内",
    body: ["下のボタンを押すと、パスワードなしでログインできます。"],
    button: "ログインする",
  },
};

const en: Record<MailTemplate, MailTexts> = {
  "warranty-notice": {
    subject: "{{shop}}: your {{product}} warranty ends on {{warrantyEnd}}",
    preheader: "{{daysLeft}} left. If anything seems off, have it checked while it is covered.",
    heading: "Your warranty ends soon",
    body: [
      "Thank you for shopping at {{shop}}. The warranty of your {{product}} ends on {{warrantyEnd}}.",
      "If something does not work as it should, let us know while it is still covered. My Page shows what the warranty includes.",
    ],
    button: "See the warranty",
  },
  receipt: {
    subject: "{{shop}}: thank you for your purchase ({{total}})",
    preheader: "What you bought, and your points as of now.",
    heading: "Thank you for your purchase",
    body: ["Thank you for shopping at {{shop}} today. This is what you bought."],
    button: "See my purchases",
  },
  news: {
    subject: "{{shop}}: your points, and items for you",
    preheader: "You have {{points}}.",
    heading: "News from {{shop}}",
    body: ["Thank you for shopping at {{shop}}."],
    button: "Open My Page",
  },
  "sign-in": {
    subject: "{{shop}}: your sign-in link",
    preheader: "This link signs you in.",
    heading: "Sign in",
    body: ["Press the button below to sign in without a password."],
    button: "Sign in",
  },
};

/** The words and parts a template starts with, in both languages. */
export function defaultContent(template: MailTemplate): ContentDefinition {
  const isPersonal = template !== "sign-in";
  return { texts: { ja: ja[template], en: en[template] }, showPoints: isPersonal, itemCount: isPersonal ? 3 : 0 };
}
