import { z } from "zod";

const flag = z.enum(["0", "1"]).default("0");

/** Every setting the product reads. `.env.example` explains each; a test holds the two together. */
const shape = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z.url().optional(),
  DATABASE_APP_URL: z.url().optional(),
  DATABASE_BATCH_URL: z.url().optional(),
  /** 0 behind a proxy that gives each transaction another connection and cannot carry prepared statements along. */
  DATABASE_KEEPS_STATEMENTS: flag.default("1"),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(200).default(10),
  GOEN_DATA_DIR: z.string().default(".data"),
  /** Signs sessions, links and tracking tokens; the supervisor makes and keeps one for a stand-alone start. */
  GOEN_SECRET: z.string().min(32).default("development-only-secret-change-me-please"),
  GOEN_BASE_URL: z.url().default("http://127.0.0.1:3000"),
  GOEN_DEV_ROUTES: flag,
  GOEN_SIGN_UP: z.enum(["open", "closed"]).default("closed"),
  /** Proxies of our own before the web process: so many last hops of X-Forwarded-For are believed. */
  GOEN_TRUSTED_PROXIES: z.coerce.number().int().min(1).max(10).default(1),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  CRON_SECRET: z.string().min(16).optional(),
  MAIL_CHANNEL: z.enum(["captured", "smtp", "resend"]).default("captured"),
  GOEN_MAIL_FROM: z.email().optional(),
  SMTP_URL: z.string().optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: z.url().default("https://api.resend.com"),
  RESEND_WEBHOOK_SECRET: z.string().optional(),
  /** Where wallets are told of changes; other addresses only where something stands in for Apple or Google. */
  APPLE_PUSH_URL: z.url().default("https://api.push.apple.com"),
  GOOGLE_WALLET_URL: z.url().default("https://walletobjects.googleapis.com"),
  GOOGLE_TOKEN_URL: z.url().default("https://oauth2.googleapis.com/token"),
  GOOGLE_SAVE_URL: z.url().default("https://pay.google.com/gp/v/save"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** What one uploaded list may weigh, in megabytes. */
  GOEN_UPLOAD_MAX_MB: z.coerce.number().int().min(1).max(1024).default(512),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
});

export type Env = z.infer<typeof shape>;
export const settingNames = Object.keys(shape.shape);

/** Parses settings; throws one error that names every wrong one and what is expected of it. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = shape.safeParse(given);
  if (parsed.success) {
    const isServing = parsed.data.NODE_ENV === "production" && !given.NEXT_PHASE;
    if (isServing && parsed.data.GOEN_SECRET.startsWith("development-only"))
      throw new Error("settings: GOEN_SECRET must be set in production (32 characters or more)");
    return parsed.data;
  }
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`settings: these cannot be used\n${lines.join("\n")}`);
}

let cached: Env | undefined;
/** The settings of this process, read once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
