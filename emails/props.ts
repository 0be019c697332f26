import { z } from "zod";

// Everything a mail is made of. Texts are ready to read: numbers, dates and names are formatted before they come here,
// so a mail decides nothing and can be rendered once with placeholders in the place of every personal value.

const text = z.string().min(1);

export const mailShop = z.object({
  name: text,
  /** The shop's picture, by its whole address; stands beside the name, which is read where pictures are not shown. */
  logoSrc: text.nullish(),
  /** Ground of header and button, '#rrggbb', and the ink that can be read on it. */
  color: z.string().regex(/^#[0-9a-f]{6}$/),
  ink: z.string().regex(/^#[0-9a-f]{6}$/),
  legalName: text,
  legalAddress: text,
  contactUrl: text,
});

export const mailFrame = z.object({
  locale: z.enum(["ja", "en"]),
  shop: mailShop,
  subject: text,
  preheader: text,
  heading: text,
  body: z.array(text),
  button: z.object({ label: text, href: text }),
  homeHref: text,
  /** Written because the person did something, not because the shop has news. */
  isService: z.boolean(),
  /** Null for a mail that one cannot opt out of. */
  unsubscribeHref: text.nullable(),
  /** One pixel that tells us the mail was shown; null where nothing is to be told. */
  pixelSrc: text.nullable(),
  /** A link no person sees: whoever follows it is a machine. */
  honeypotHref: text.nullable(),
});

export const mailPoints = z.object({ balance: text, expiry: text.nullable(), href: text });
export const mailItems = z.array(z.object({ name: text, price: text, imageSrc: text, href: text })).max(3);
const personal = { greeting: text, points: mailPoints.nullable(), items: mailItems };

export const newsProps = mailFrame.extend(personal);
export const warrantyNoticeProps = mailFrame.extend({
  ...personal,
  product: z.object({ name: text, imageSrc: text, endsOn: text, daysLeft: text }),
});
export const receiptProps = mailFrame.extend({
  ...personal,
  purchase: z.object({
    where: text,
    receiptNo: text,
    lines: z.array(z.object({ name: text, quantity: text, amount: text })),
    /** '他3点' when there are more lines than a mail shows. */
    more: text.nullable(),
    total: text,
    pointsEarned: text,
    pointsSpent: text,
  }),
});
export const signInProps = mailFrame.extend({ validity: text });
/** Small print below the button: until when it works, what to do when one did not ask for it. */
export const staffNoticeProps = mailFrame.extend({ notes: z.array(text) });

export const repairUpdateProps = mailFrame.extend({
  greeting: text,
  repair: z.object({ product: text, imageSrc: text, facts: z.array(z.object({ label: text, value: text })) }),
});

export type MailShop = z.infer<typeof mailShop>;
export type MailFrame = z.infer<typeof mailFrame>;
export type MailPoints = z.infer<typeof mailPoints>;
export type MailItems = z.infer<typeof mailItems>;
export type NewsProps = z.infer<typeof newsProps>;
export type WarrantyNoticeProps = z.infer<typeof warrantyNoticeProps>;
export type RepairUpdateProps = z.infer<typeof repairUpdateProps>;
export type ReceiptProps = z.infer<typeof receiptProps>;
export type StaffNoticeProps = z.infer<typeof staffNoticeProps>;
export type SignInProps = z.infer<typeof signInProps>;
