"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { PersonName } from "@/components/format/person-name";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { useAct } from "../../../_parts/use-act";

interface Mate {
  memberId: string;
  memberNo: string;
  familyName: string | null;
  givenName: string | null;
}
interface Props {
  base: string;
  memberId: string;
  household: {
    mates: readonly Mate[];
    atSameAddress: readonly Mate[];
    pointFamily: { name: string; members: number } | null;
  };
  refusal: string | undefined;
}

/** Who lives with a member: those put together by hand, and whoever is written at the same address. */
export function Household({ base, memberId, household, refusal }: Props) {
  const t = useTranslations("identity.household");
  const [trpc, act] = [useTRPC(), useAct()];
  const add = useMutation(trpc.identity.addToHousehold.mutationOptions());
  const leave = useMutation(trpc.identity.leaveHousehold.mutationOptions());
  const { mates, atSameAddress, pointFamily } = household;
  const line = (mate: Mate, button: ReactNode) => (
    <li key={mate.memberId} className="flex flex-wrap items-center justify-between gap-2 py-2 text-sm">
      <TextLink href={`${base}/members/${mate.memberId}`}>
        <PersonName name={{ ...mate, memberNumber: mate.memberNo }} kana={false} />
      </TextLink>
      {button}
    </li>
  );
  return (
    <Section
      title={t("title")}
      actions={
        mates.length > 0 && (
          <Button
            size="sm"
            disabledReason={refusal}
            loading={leave.isPending}
            onClick={() => void act(leave.mutateAsync({ memberId }), t("left")).catch(() => {})}
          >
            {t("leave")}
          </Button>
        )
      }
    >
      <Card className="grid gap-4">
        {mates.length === 0 ? (
          <p className="text-sm text-ink-3">{t("none")}</p>
        ) : (
          <ul className="divide-y divide-line">{mates.map((mate) => line(mate, null))}</ul>
        )}
        {atSameAddress.length > 0 && (
          <div>
            <h3 className="text-sm font-medium">{t("near")}</h3>
            <p className="text-xs text-ink-3">{t("nearHint")}</p>
            <ul className="divide-y divide-line">
              {atSameAddress.map((mate) =>
                line(
                  mate,
                  <Button
                    size="sm"
                    disabledReason={refusal}
                    loading={add.isPending && add.variables.otherMemberId === mate.memberId}
                    onClick={() =>
                      void act(add.mutateAsync({ memberId, otherMemberId: mate.memberId }), t("added")).catch(() => {})
                    }
                  >
                    {t("add")}
                  </Button>,
                ),
              )}
            </ul>
          </div>
        )}
        {pointFamily && (
          <p className="text-sm">
            {t("family", { name: pointFamily.name, n: pointFamily.members })}
            <span className="block text-xs text-ink-3">{t("familyHint")}</span>
          </p>
        )}
      </Card>
    </Section>
  );
}
