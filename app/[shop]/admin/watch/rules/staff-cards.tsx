"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import { ActProblem } from "../../_parts/act-problem";
import { useAct } from "../../_parts/use-act";

type Props = {
  base: string;
  cards: readonly { membershipId: string; memberId: string; memberNo: string; staffName: string }[];
  colleagues: readonly { membershipId: string; name: string }[];
};

/** Which cards are colleagues' own. */
export function StaffCards({ base, cards, colleagues }: Props) {
  const t = useTranslations("watch.watch");
  const [trpc, act, client, form] = [useTRPC(), useAct(), useQueryClient(), useId()];
  const [membershipId, setMembershipId] = useState(colleagues[0]?.membershipId ?? "");
  const [memberNo, setMemberNo] = useState("");
  const mark = useMutation(trpc.watch.markStaffCard.mutationOptions());
  const link = useMutation({
    mutationFn: async () => {
      const { memberId } = await client.fetchQuery(trpc.members.findByCard.queryOptions({ text: memberNo }));
      await act(mark.mutateAsync({ membershipId, memberId, isLinked: true }), t("saved"));
    },
    onSuccess: () => setMemberNo(""),
  });
  return (
    <Section title={t("cards")} description={t("cardsLead")} className="mt-8">
      <Card className="grid gap-5">
        {cards.length === 0 ? (
          <p className="text-sm text-ink-3">{t("cardsNone")}</p>
        ) : (
          <ul className="divide-y divide-line">
            {cards.map((one) => (
              <li key={`${one.membershipId}:${one.memberId}`} className="flex items-center justify-between gap-4 py-2">
                <span className="grid min-w-0 text-sm">
                  {one.staffName}
                  <TextLink href={`${base}/members/${one.memberId}`} className="text-xs">
                    {one.memberNo}
                  </TextLink>
                </span>
                <Button
                  size="sm"
                  onClick={() => {
                    const { memberId } = one;
                    const gone = { membershipId: one.membershipId, memberId, isLinked: false };
                    void act(mark.mutateAsync(gone), t("saved")).catch(() => {});
                  }}
                >
                  {t("unmark")}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <form
          id={form}
          className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]"
          onSubmit={(event) => {
            event.preventDefault();
            link.mutate();
          }}
        >
          <Field label={t("staff")}>
            <Select
              value={membershipId}
              onChange={(event) => setMembershipId(event.target.value)}
              options={colleagues.map((one) => ({ value: one.membershipId, label: one.name }))}
            />
          </Field>
          <Field label={t("memberNo")}>
            <Input required maxLength={100} value={memberNo} onChange={(event) => setMemberNo(event.target.value)} />
          </Field>
          <Button type="submit" loading={link.isPending}>
            {t("markCard")}
          </Button>
        </form>
        <ActProblem error={link.error} />
      </Card>
    </Section>
  );
}
