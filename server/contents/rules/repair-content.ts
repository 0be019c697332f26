import type { ContentDefinition, MailTexts, RepairMailStep } from "../input";

// What a member is told about a repair, step by step. One template, five sets of words.

const ja: Record<RepairMailStep, MailTexts> = {
  received: {
    subject: "【{{shop}}】修理のご依頼を承りました（受付番号 {{repairNo}}）",
    preheader: "{{product}}の修理を承りました。状況はマイページでいつでもご覧いただけます。",
    heading: "修理のご依頼を承りました",
    body: [
      "{{product}}の修理をご依頼いただき、ありがとうございます。次のとおり承りました。お問い合わせの際は、受付番号をお知らせください。",
    ],
    button: "修理の状況を見る",
  },
  quoted: {
    subject: "【{{shop}}】修理のお見積もりができました（{{total}}）",
    preheader: "{{product}}のお見積もりです。内容をご確認のうえ、お返事をお願いいたします。",
    heading: "修理のお見積もりができました",
    body: [
      "お預かりしている{{product}}のお見積もりができました。マイページで内訳をご確認のうえ、修理を進めてよいかどうかをお知らせください。",
      "お返事をいただくまで、有償の作業は行いません。",
    ],
    button: "お見積もりを確認する",
  },
  ready: {
    subject: "【{{shop}}】修理が終わりました（受付番号 {{repairNo}}）",
    preheader: "{{product}}の修理が終わりました。お受け取りの準備ができています。",
    heading: "修理が終わりました",
    body: ["お待たせいたしました。{{product}}の修理が終わりましたので、お知らせいたします。"],
    button: "お受け取りについて見る",
  },
  refused: {
    subject: "【{{shop}}】修理についてのお知らせ（受付番号 {{repairNo}}）",
    preheader: "{{product}}の修理をお受けできませんでした。",
    heading: "修理をお受けできませんでした",
    body: [
      "ご依頼いただいた{{product}}を拝見しましたが、次の理由により修理をお受けすることができませんでした。ご期待に添えず、申し訳ございません。",
      "ご不明な点は、受付番号を添えてお問い合わせください。",
    ],
    button: "詳しく見る",
  },
  done: {
    subject: "【{{shop}}】修理のお品をお渡ししました（受付番号 {{repairNo}}）",
    preheader: "{{product}}のご利用を再開していただけます。",
    heading: "お品をお渡ししました",
    body: [
      "{{product}}をお渡ししました。このたびは修理をご利用いただき、ありがとうございました。",
      "気になるところがございましたら、受付番号を添えてお知らせください。",
    ],
    button: "修理の記録を見る",
  },
};

const en: Record<RepairMailStep, MailTexts> = {
  received: {
    subject: "{{shop}}: we have your repair request ({{repairNo}})",
    preheader: "Your {{product}} is on our list. My Page shows where it stands at any time.",
    heading: "We have your repair request",
    body: [
      "Thank you. This is what we noted for your {{product}}. When you contact us, please give the receipt number.",
    ],
    button: "See the repair",
  },
  quoted: {
    subject: "{{shop}}: your repair estimate ({{total}})",
    preheader: "The estimate for your {{product}} is ready. Please let us know whether to go ahead.",
    heading: "Your repair estimate is ready",
    body: [
      "We have looked at your {{product}} and worked out what the repair will cost. My Page shows the details; please tell us there whether to go ahead.",
      "We will not start any paid work before you have answered.",
    ],
    button: "See the estimate",
  },
  ready: {
    subject: "{{shop}}: your repair is finished ({{repairNo}})",
    preheader: "Your {{product}} is repaired and ready for you.",
    heading: "Your repair is finished",
    body: ["Thank you for waiting. Your {{product}} is repaired and ready for you."],
    button: "See how to get it back",
  },
  refused: {
    subject: "{{shop}}: about your repair ({{repairNo}})",
    preheader: "We could not repair your {{product}}.",
    heading: "We could not do this repair",
    body: [
      "We looked at your {{product}}, but could not repair it for the reason below. We are sorry.",
      "If you have questions, please contact us with the receipt number.",
    ],
    button: "See the details",
  },
  done: {
    subject: "{{shop}}: your repaired item is back with you ({{repairNo}})",
    preheader: "Your {{product}} is ready to use again.",
    heading: "Your item is back with you",
    body: [
      "Your {{product}} has been handed back to you. Thank you for having it repaired with us.",
      "If anything does not seem right, please tell us with the receipt number.",
    ],
    button: "See the record",
  },
};

/** The words of the mail about a step of a repair, in both languages. */
export const repairContent = (step: RepairMailStep): ContentDefinition => ({
  texts: { ja: ja[step], en: en[step] },
  showPoints: false,
  itemCount: 0,
});
