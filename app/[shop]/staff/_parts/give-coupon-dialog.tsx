"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { TicketPercent } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { SearchInput } from "@/components/ui/search-input";
import { toast } from "@/components/ui/toaster";
import { Answer } from "./answer";
import { randomKey } from "./random-key";
import { useTill } from "./till";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  memberId: string;
  /** How many of each coupon the member can use already. */
  holds: ReadonlyMap<string, number>;
};

const fold = (text: string) => text.normalize("NFKC").toLowerCase();
/** From so many coupons on a search is quicker than the eye. */
const many = 8;

/** Gives the member a coupon. Give it a new React key for each opening: a second press is then the same coupon. */
export function GiveCouponDialog({ open, onOpenChange, memberId, holds }: Props) {
  const t = useTranslations("coupons.staff");
  const locale = useLocale() === "en" ? "en" : "ja";
  const [trpc, client, till, formId] = [useTRPC(), useQueryClient(), useTill(), useId()];
  const [formats, errorText] = [useFormats(), useErrorText()];
  const [key] = useState(randomKey);
  const [couponId, choose] = useState("");
  const [q, search] = useState("");
  const all = useQuery({ ...trpc.coupons.toGive.queryOptions(), enabled: open });
  const chosen = all.data?.find((one) => one.couponId === couponId);
  const give = useMutation(
    trpc.coupons.give.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries(trpc.coupons.pathFilter());
        toast.success(t("given", { title: chosen?.title[locale] ?? "" }));
        onOpenChange(false);
      },
    }),
  );
  const daysOf = ({ until, days }: { until: string | null; days: number | null }) =>
    days !== null
      ? t("forDays", { days: formats.number(days) })
      : until !== null
        ? t("upTo", { date: formats.date(until) })
        : "";
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      busy={give.isPending}
      title={t("give")}
      description={t("giveLead")}
      footer={
        <Button
          type="submit"
          form={formId}
          variant="primary"
          loading={give.isPending}
          disabledReason={couponId === "" ? t("chooseFirst") : undefined}
        >
          {t("give")}
        </Button>
      }
    >
      <Answer of={all}>
        {(coupons) => {
          const found = coupons.filter(({ name, title }) =>
            fold(`${name} ${title.ja} ${title.en}`).includes(fold(q.trim())),
          );
          if (coupons.length === 0)
            return <EmptyState icon={<TicketPercent />} title={t("nothing")} description={t("nothingLead")} />;
          return (
            <form
              id={formId}
              className="grid gap-4"
              onSubmit={(event) => {
                event.preventDefault();
                if (couponId !== "" && !give.isPending) give.mutate({ couponId, memberId, key, storeId: till.storeId });
              }}
            >
              {give.isError && <Notice tone="danger">{errorText(give.error)}</Notice>}
              {coupons.length > many && <SearchInput label={t("search")} value={q} onSearch={search} delayMs={100} />}
              {found.length === 0 && <p className="text-sm text-ink-2">{t("notFound")}</p>}
              <RadioGroup
                legend={t("choose")}
                hideLegend
                name="coupon"
                look="cards"
                value={couponId}
                onValueChange={choose}
                options={found.map((one) => ({
                  value: one.couponId,
                  label: one.title[locale],
                  disabled: one.left === 0,
                  hint: [
                    one.left === 0 && t("allGiven"),
                    daysOf(one.validity),
                    one.left !== null && one.left > 0 && t("leftToGive", { n: formats.number(one.left) }),
                    (holds.get(one.couponId) ?? 0) > 0 && t("holds", { n: holds.get(one.couponId) ?? 0 }),
                  ]
                    .filter((part) => part !== false && part !== "")
                    .join(locale === "ja" ? "・" : " · "),
                }))}
              />
            </form>
          );
        }}
      </Answer>
    </Dialog>
  );
}
