import { makeFormats } from "@/components/format/formats";

type Locale = "ja" | "en";
interface Words {
  subject: string;
  preheader: string;
  heading: string;
  body: string[];
  button: string;
  notes: string[];
}

const roles = {
  ja: { owner: "オーナー", marketer: "マーケティング担当", store_staff: "店舗スタッフ", analyst: "分析担当" },
  en: { owner: "owner", marketer: "marketer", store_staff: "store staff", analyst: "analyst" },
};

/** The words of an invitation to work at a shop. */
export function invitationWords(
  locale: Locale,
  on: {
    shop: string;
    role: keyof typeof roles.ja;
    inviter: string | null;
    to: string;
    expiresAt: Date;
    timeZone: string;
  },
): Words {
  const until = makeFormats(locale, on.timeZone).dateTime(on.expiresAt);
  if (locale === "en")
    return {
      subject: `You are invited to ${on.shop}`,
      preheader: `Join ${on.shop} as ${roles.en[on.role]}.`,
      heading: `You are invited to ${on.shop}`,
      body: [
        `${on.inviter ?? on.shop} has invited you to work at ${on.shop} as ${roles.en[on.role]}. Press the button below to accept.`,
      ],
      button: "See the invitation",
      notes: [
        `This invitation is for ${on.to} only. It works once, until ${until}.`,
        "If you do not know this shop, you can ignore this mail. Nothing happens unless you accept.",
      ],
    };
  return {
    subject: `【${on.shop}】スタッフへのご招待`,
    preheader: `${on.shop}に${roles.ja[on.role]}として招待されています。`,
    heading: `${on.shop}へのご招待`,
    body: [
      `${on.inviter ? `${on.inviter}さん` : on.shop}から、${on.shop}の${roles.ja[on.role]}として招待されました。下のボタンからご確認のうえ、ご参加ください。`,
    ],
    button: "招待を確認する",
    notes: [
      `この招待は ${on.to} 宛てです。${until}まで、一度だけ使えます。`,
      "お心当たりがない場合は、このメールを破棄してください。承諾されるまで何も登録されません。",
    ],
  };
}

export type AccountChange = "password" | "totp_on" | "totp_off" | "totp_reset" | "recovery_code_used";

const changes: Record<Locale, Record<AccountChange, { what: string; body: string }>> = {
  ja: {
    password: {
      what: "パスワードが変更されました",
      body: "スタッフ用アカウントのパスワードが変更され、ほかの端末ではログアウトしました。",
    },
    totp_on: {
      what: "2段階認証が有効になりました",
      body: "次回のログインから、パスワードに加えて認証アプリのコードが必要です。",
    },
    totp_off: {
      what: "2段階認証が無効になりました",
      body: "次回のログインから、認証アプリのコードは不要になります。",
    },
    totp_reset: {
      what: "2段階認証がリセットされました",
      body: "お店のオーナーまたはシステムの管理者が、2段階認証をリセットしました。すべての端末でログアウトしています。次回はパスワードだけでログインし、2段階認証をもう一度設定してください。",
    },
    recovery_code_used: {
      what: "リカバリーコードが使われました",
      body: "認証アプリの代わりにリカバリーコードでログインがありました。使われたコードはもう使えません。",
    },
  },
  en: {
    password: {
      what: "Your password was changed",
      body: "The password of your staff account was changed, and your other devices were signed out.",
    },
    totp_on: {
      what: "Two-step sign-in is on",
      body: "From your next sign-in on you need a code from your authenticator app as well as your password.",
    },
    totp_off: { what: "Two-step sign-in is off", body: "From your next sign-in on no code is asked for." },
    totp_reset: {
      what: "Your two-step sign-in was reset",
      body: "An owner of the shop, or whoever runs this system, reset your two-step sign-in and signed out all your devices. Sign in with your password alone next time, then set two-step sign-in up again.",
    },
    recovery_code_used: {
      what: "A recovery code was used",
      body: "Somebody signed in with one of your recovery codes instead of the authenticator app. That code is used up.",
    },
  },
};

/** The words that tell the owner of an account that something about its safety has changed. */
export function accountChangeWords(locale: Locale, change: AccountChange, at: Date, timeZone: string): Words {
  const { what, body } = changes[locale][change];
  const when = makeFormats(locale, timeZone).dateTime(at);
  return locale === "en"
    ? {
        subject: `Goen: ${what.charAt(0).toLowerCase()}${what.slice(1)}`,
        preheader: "If this was not you, change your password now.",
        heading: what,
        body: [body, `When: ${when}`],
        button: "Open my account",
        notes: [
          "If this was not you, change your password and end your other sessions on your account page right away.",
        ],
      }
    : {
        subject: `【Goen】${what}`,
        preheader: "お心当たりがない場合は、すぐにパスワードを変更してください。",
        heading: what,
        body: [body, `日時: ${when}`],
        button: "アカウントを確認する",
        notes: [
          "お心当たりがない場合は、アカウントの画面ですぐにパスワードを変更し、ほかの端末からログアウトしてください。",
        ],
      };
}
