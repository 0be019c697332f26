import type { ContentDefinition } from "../input";

const texts = {
  newcomer: {
    ja: {
      subject: "【Goen】お店を開く手続きのご案内",
      preheader: "このリンクから、お店の登録を続けられます。",
      heading: "お店の登録を続ける",
      body: ["Goenにお申し込みいただき、ありがとうございます。下のボタンから、お名前とお店の情報をご登録ください。"],
      button: "登録を続ける",
    },
    en: {
      subject: "Goen: open your shop",
      preheader: "This link takes you on.",
      heading: "Open your shop",
      body: ["Thank you for choosing Goen. Press the button below to enter your name and your shop."],
      button: "Continue",
    },
  },
  known: {
    ja: {
      subject: "【Goen】すでにアカウントをお持ちです",
      preheader: "ログインすると、新しいお店を追加できます。",
      heading: "このアドレスはすでに登録されています",
      body: [
        "このメールアドレスで、新しいお店の申し込みがありました。すでにGoenのアカウントをお持ちですので、ログインしてお店を追加してください。",
        "お心当たりがない場合は、このメールを破棄してください。アカウントはそのままです。",
      ],
      button: "ログインして追加する",
    },
    en: {
      subject: "Goen: you have an account already",
      preheader: "Sign in to add another shop.",
      heading: "This address has an account already",
      body: [
        "Somebody asked to open a shop with this address. You have a Goen account already: sign in to add a shop to it.",
        "If this was not you, you can ignore this mail. Nothing has changed.",
      ],
      button: "Sign in and add a shop",
    },
  },
} satisfies Record<string, ContentDefinition["texts"]>;

/** The words of the mail that answers a sign-up: a way on for somebody new, a way in for somebody known. */
export const signUpContent = (isKnown: boolean): ContentDefinition => ({
  texts: isKnown ? texts.known : texts.newcomer,
  showPoints: false,
  itemCount: 0,
});
