import { z } from "zod";

/** A small file as base64, as the browser reads it: certificates weigh a few kilobytes. */
const fileBase64 = z
  .base64()
  .min(1)
  .max(64 * 1024);

/** Apple: the pass type's certificate with its private key (.p12, or both as PEM) and Apple's WWDR certificate when the .p12 lacks it. */
export const appleIssuerInput = z.object({
  certificate: fileBase64,
  password: z.string().max(200).default(""),
  authority: fileBase64.nullable().default(null),
});

/** Google: the issuer's number from the Wallet console and the service account's key file (JSON). */
export const googleIssuerInput = z.object({
  issuerId: z
    .string()
    .trim()
    .regex(/^\d{10,25}$/),
  serviceAccount: fileBase64,
});

export const platformInput = z.object({ platform: z.enum(["apple", "google"]) });

/** What Apple's devices send; lengths are bounds of ours, Apple names none. */
export const deviceInput = z.object({
  deviceId: z.string().min(1).max(200),
  pushToken: z
    .string()
    .regex(/^[0-9A-Fa-f]+$/)
    .min(8)
    .max(400),
});

export type AppleIssuerInput = z.input<typeof appleIssuerInput>;
export type GoogleIssuerInput = z.input<typeof googleIssuerInput>;
export type Platform = z.output<typeof platformInput>["platform"];
