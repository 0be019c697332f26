import { z } from "zod";

const code = z.string().trim().min(1).max(100);
// A NUL cannot be stored by Postgres and a lone surrogate is no text.
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => text.isWellFormed() && !text.includes("\u0000"), { message: "unreadable characters" });

export const categoryRow = z.object({
  externalId: code,
  name: line(200).min(1),
  /** Code of the category above; null at the top. */
  parentExternalId: code.nullable().default(null),
});

export const productRow = z.object({
  externalId: code,
  name: line(500).min(1),
  kind: z.enum(["goods", "service"]).default("goods"),
  janCode: z
    .string()
    .regex(/^(\d{8}|\d{12,14})$/)
    .nullable()
    .default(null),
  brand: line(200).nullable().default(null),
  categoryExternalId: code.nullable().default(null),
  /** Tax included. */
  priceYen: z.number().int().min(0).max(1_000_000_000).nullable().default(null),
  imageUrl: z
    .union([
      z.url({ protocol: /^https?$/ }).max(2_000),
      z
        .string()
        .regex(/^\/[^/\\].*$/)
        .max(2_000),
    ])
    .nullable()
    .default(null),
  description: line(5_000).nullable().default(null),
  warrantyMonths: z.number().int().min(0).max(600).nullable().default(null),
  replenishmentDays: z.number().int().min(1).max(3_650).nullable().default(null),
  isDiscontinued: z.boolean().default(false),
});

export const upsertCategoriesInput = z.array(categoryRow).max(10_000);
export const upsertProductsInput = z.array(productRow).max(10_000);
export type CategoryInput = z.input<typeof categoryRow>;
export type ProductInput = z.input<typeof productRow>;
export type ProductRow = z.output<typeof productRow>;

export const productSearch = z.object({
  /** Part of the name, or the exact product code or JAN code. */
  q: line(100).default(""),
  categoryId: z.uuid().optional(),
  cursor: z.string().max(2_000).optional(),
  limit: z.number().int().min(1).max(100).default(30),
});
export type ProductSearch = z.input<typeof productSearch>;
