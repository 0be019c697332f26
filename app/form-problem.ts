import { getTranslations } from "next-intl/server";
import { isDomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";

/** A verb's throw in the reader's words, for forms that are sent to the server; anything unexpected is logged and said in general words. */
export async function problemText(error: unknown): Promise<string> {
  const t = await getTranslations();
  if (!isDomainError(error)) {
    log.error({ err: error }, "form failed");
    return t("errors.unexpected");
  }
  const [module = "", name = ""] = error.reason.split(".");
  const key = module === "kernel" ? `errors.${name}` : `${module}.errors.${name}`;
  const details = Object.entries(error.details).filter(([, value]) => value !== null && value !== undefined);
  return t.has(key as never) ? t(key as never, Object.fromEntries(details) as never) : t("errors.unexpected");
}
