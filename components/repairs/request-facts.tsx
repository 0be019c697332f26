import { useTranslations } from "next-intl";
import { postalText } from "@/components/format/postal";
import { useFormats } from "@/components/format/use-formats";
import { DescriptionList } from "@/components/ui/description-list";
import type { Cause, Symptom } from "@/server/repairs/input";

export interface RequestFactsView {
  productName: string;
  serialNo: string | null;
  symptom: Symptom;
  cause: Cause;
  noticed: string;
  description: string;
  handOver: string;
  storeName: string | null;
  postalCode: string | null;
  prefecture: string | null;
  city: string | null;
  addressLine: string | null;
  pickUpOn: string | null;
  pickUpWindow: string | null;
  contactWay: string;
  contactPhone: string | null;
  accessories: string | null;
  itemInAt: Date | null;
}

/** What was asked for, as it was written. */
export function RequestFacts({ repair }: { repair: RequestFactsView }) {
  const t = useTranslations("repairs");
  const formats = useFormats();
  const isPickUp = repair.handOver === "pick_up";
  const row = (key: string, term: string, value: string | null) => (value ? [{ key, term, value }] : []);
  return (
    <DescriptionList
      items={[
        { key: "symptom", term: t("page.symptom"), value: t(`symptoms.${repair.symptom}`) },
        {
          key: "details",
          term: t("page.details"),
          value: <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">{repair.description}</span>,
        },
        { key: "noticed", term: t("page.noticed"), value: t(`noticed.${repair.noticed as "today"}`) },
        { key: "cause", term: t("page.cause"), value: t(`causes.${repair.cause}`) },
        ...row("serial", t("page.serial"), repair.serialNo),
        { key: "way", term: t("page.handOver"), value: t(`handOver.${repair.handOver as "store"}`) },
        ...row("store", t("page.store"), repair.storeName),
        ...(isPickUp
          ? [
              {
                key: "when",
                term: t("page.pickUp"),
                value: `${repair.pickUpOn ? formats.monthDay(repair.pickUpOn) : ""} ${t(`windows.${repair.pickUpWindow as "morning"}`)}`,
              },
              {
                key: "where",
                term: t("page.address"),
                value: `${postalText(repair.postalCode)} ${repair.prefecture ?? ""}${repair.city ?? ""}${repair.addressLine ?? ""}`,
              },
            ]
          : []),
        {
          key: "contact",
          term: t("page.contact"),
          value: [t(`contact.${repair.contactWay as "mail"}`), repair.contactPhone].filter(Boolean).join(" "),
        },
        ...row("accessories", t("form.accessories"), repair.accessories),
      ]}
    />
  );
}
