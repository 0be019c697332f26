import { repairContent } from "./repair-content";
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
  repair: repairContent("received").texts.ja,
  "sign-in": {
    subject: "【{{shop}}】ログイン用のリンク",
    preheader: "このリンクからログインできます。",
    heading: "ログインのご案内",
    body: ["下のボタンを押すと、パスワードなしでログインできます。"],
    button: "ログインする",
  },
  notice: {
    subject: "【{{shop}}】お知らせ",
    preheader: "マイページからご確認いただけます。",
    heading: "お知らせ",
    body: ["いつも{{shop}}をご利用いただき、ありがとうございます。"],
    button: "マイページを開く",
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
  repair: repairContent("received").texts.en,
  "sign-in": {
    subject: "{{shop}}: your sign-in link",
    preheader: "This link signs you in.",
    heading: "Sign in",
    body: ["Press the button below to sign in without a password."],
    button: "Sign in",
  },
  notice: {
    subject: "{{shop}}: a notice",
    preheader: "My Page has the details.",
    heading: "A notice",
    body: ["Thank you for shopping at {{shop}}."],
    button: "Open My Page",
  },
};

/** The words and parts a template starts with, in both languages. */
export function defaultContent(template: MailTemplate): ContentDefinition {
  const isPersonal = template !== "sign-in" && template !== "notice" && template !== "repair";
  return { texts: { ja: ja[template], en: en[template] }, showPoints: isPersonal, itemCount: isPersonal ? 3 : 0 };
}

const changed = {
  email: {
    ja: {
      subject: "【{{shop}}】メールアドレスが変更されました",
      preheader: "お心当たりがない場合は、すぐにお知らせください。",
      heading: "メールアドレスが変更されました",
      body: [
        "{{shop}}のマイページにご登録のメールアドレスが変更されました。今後のログインとご連絡には、新しいアドレスが使われます。",
        "お心当たりがない場合は、このメールの下にあるお問い合わせ先へすぐにご連絡ください。",
      ],
      button: "マイページを開く",
    },
    en: {
      subject: "{{shop}}: your e-mail address was changed",
      preheader: "If this was not you, please tell us at once.",
      heading: "Your e-mail address was changed",
      body: [
        "The e-mail address of your membership at {{shop}} was changed. From now on the new address is used to sign in and to write to you.",
        "If this was not you, please use the contact below at once.",
      ],
      button: "Open My Page",
    },
  },
  password: {
    ja: {
      subject: "【{{shop}}】パスワードが変更されました",
      preheader: "お心当たりがない場合は、すぐにパスワードを設定し直してください。",
      heading: "パスワードが変更されました",
      body: [
        "{{shop}}のマイページのパスワードが設定または変更されました。ほかの端末では自動的にログアウトしています。",
        "お心当たりがない場合は、ログイン用のリンクでマイページに入り、パスワードを設定し直してください。",
      ],
      button: "マイページを開く",
    },
    en: {
      subject: "{{shop}}: your password was changed",
      preheader: "If this was not you, set a new password at once.",
      heading: "Your password was changed",
      body: [
        "The password of your membership at {{shop}} was set or changed. Your other devices have been signed out.",
        "If this was not you, sign in by a mailed link and set a new password.",
      ],
      button: "Open My Page",
    },
  },
} satisfies Record<string, Record<"ja" | "en", MailTexts>>;

/** The words of the mail that says that somebody signs in another way from now on. */
export const accessChangedContent = (what: keyof typeof changed): ContentDefinition => ({
  texts: changed[what],
  showPoints: false,
  itemCount: 0,
});
