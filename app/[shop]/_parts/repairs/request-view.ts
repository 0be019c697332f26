import "server-only";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { makeFormats } from "@/components/format/formats";
import { spoken } from "@/components/repairs/spoken";
import type { RequestFormView } from "@/components/repairs/request-values";
import type { repairForm } from "@/server/repairs/queries/form";

/** The form with everything worded that holds a date or an amount, so that the browser needs no formats. */
export async function requestView(form: Awaited<ReturnType<typeof repairForm>>): Promise<RequestFormView> {
  const [t, locale, timeZone] = await Promise.all([getTranslations("repairs.form"), getLocale(), getTimeZone()]);
  const formats = makeFormats(locale, timeZone);
  const noteOf = (choice: (typeof form.choices)[number]): string => {
    if (choice.underWay) return t("underWay", { number: spoken(choice.underWay) });
    if (choice.endsOn === null) return t("boughtOn", { day: formats.date(choice.boughtOn) });
    return t(choice.isCovered ? "covered" : "ended", { day: formats.date(choice.endsOn) });
  };
  const { diagnosticFeeYen: fee } = form;
  return {
    ...form,
    choices: form.choices.map((choice) => ({ ...choice, note: noteOf(choice) })),
    feeNote: fee > 0 ? t("fee", { amount: formats.yen(fee) }) : null,
  };
}
