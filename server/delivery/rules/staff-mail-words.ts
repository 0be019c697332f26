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

/** The words that call for a decision about adjustments of points; how many wait, and nothing of whom. */
export const waitingWords = (locale: Locale, shop: string, waiting: number): Words =>
  locale === "en"
    ? {
        subject: `${shop}: ${waiting} ${waiting === 1 ? "request waits" : "requests wait"} for approval`,
        preheader: "Adjustments of points beyond a limit.",
        heading: `${waiting} ${waiting === 1 ? "request waits" : "requests wait"} for approval`,
        body: ["Adjustments of points beyond a limit move nothing until somebody other than who asked agrees."],
        button: "Open the requests",
        notes: ["Requests that came in the last minutes share this mail. During quiet hours none is sent."],
      }
    : {
        subject: `【${shop}】承認待ちのポイント調整が${waiting}件あります`,
        preheader: "上限を超えるポイント調整の申請が届いています。",
        heading: `承認待ちのポイント調整が${waiting}件あります`,
        body: [
          "上限を超えるポイント調整の申請が届いています。申請した人以外のどなたかが承認するまで、ポイントは動きません。",
        ],
        button: "申請を確認する",
        notes: ["短い間に届いた申請は、1通にまとめてお知らせしています。夜間はお送りしません。"],
      };

/** The words that tell who asked what came of it. */
export function decidedWords(
  locale: Locale,
  shop: string,
  { isApproved, points, decisionReason }: { isApproved: boolean; points: number; decisionReason: string | null },
): Words {
  const many = makeFormats(locale, "UTC").number(points);
  if (locale === "en")
    return {
      subject: `${shop}: your request was ${isApproved ? "approved" : "refused"}`,
      preheader: `Adjustment by ${many} points`,
      heading: isApproved ? "Your request was approved" : "Your request was refused",
      body: [
        isApproved
          ? `The adjustment by ${many} points has been made.`
          : `The adjustment by ${many} points was not made.`,
        ...(decisionReason ? [`Reason: ${decisionReason}`] : []),
      ],
      button: "Open the request",
      notes: [],
    };
  return {
    subject: `【${shop}】ポイント調整の申請が${isApproved ? "承認されました" : "承認されませんでした"}`,
    preheader: `${many}ポイントの調整`,
    heading: isApproved ? "申請が承認されました" : "申請は承認されませんでした",
    body: [
      isApproved ? `${many}ポイントの調整を行いました。` : `${many}ポイントの調整は行われていません。`,
      ...(decisionReason ? [`理由：${decisionReason}`] : []),
    ],
    button: "申請を確認する",
    notes: [],
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
