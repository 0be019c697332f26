"use client";

import { useMutation } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { addressOf } from "@/components/admin/address";
import { DateTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { DataTable } from "@/components/table/data-table";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { useAct } from "../../../_parts/use-act";

interface Person {
  memberId: string;
  memberNo: string;
  familyName: string | null;
  givenName: string | null;
}
interface PairView {
  first: Person;
  second: Person;
  certainty: "sure" | "likely" | "possible";
  reasons: readonly {
    trait: "email" | "phone" | "name" | "birthday" | "address" | "postal" | "gender";
    isSame: boolean;
  }[];
  foundAt: Date;
}
interface Props {
  base: string;
  rows: readonly PairView[];
  state: "open" | "rejected" | "merged";
  nextHref: string | null;
  firstHref: string | null;
}

const tones: Record<PairView["certainty"], Tone> = { sure: "danger", likely: "warn", possible: "neutral" };

export function PairList({ base, rows, state, nextHref, firstHref }: Props) {
  const t = useTranslations("identity.list");
  return (
    <DataTable
      caption={t("caption")}
      rows={rows}
      rowKey={(pair) => `${pair.first.memberId}${pair.second.memberId}`}
      empty={<EmptyState icon={<UsersRound />} title={t("none")} description={t("noneHint")} />}
      paging={{ nextHref, prevHref: null, summary: firstHref && <TextLink href={firstHref}>{t("toFirst")}</TextLink> }}
      columns={[
        {
          key: "pair",
          header: t("pair"),
          cell: (pair) => (
            <span className="grid gap-1">
              {[pair.first, pair.second].map((one) => (
                <span key={one.memberId} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                  <PersonName name={{ ...one, memberNumber: one.memberNo }} kana={false} lines={1} />
                  <span className="tabular text-xs font-normal text-ink-3">{one.memberNo}</span>
                </span>
              ))}
            </span>
          ),
        },
        {
          key: "certainty",
          header: t("certainty"),
          cell: (pair) => <Badge tone={tones[pair.certainty]}>{t(`certainties.${pair.certainty}`)}</Badge>,
        },
        {
          key: "reasons",
          header: t("reasons"),
          cell: (pair) => (
            <span className="flex flex-wrap gap-1 max-md:justify-end">
              {pair.reasons.map(({ trait, isSame }) => (
                <Badge key={trait} tone={isSame ? "neutral" : "warn"}>
                  {t(isSame ? "same" : "differs", { trait: t(`traits.${trait}`) })}
                </Badge>
              ))}
            </span>
          ),
        },
        {
          key: "found",
          header: t("found"),
          desktopOnly: true,
          cell: (pair) => <DateTime value={pair.foundAt} form="date" className="text-sm text-ink-2" />,
        },
        { key: "actions", header: "", cell: (pair) => <PairActions {...{ base, pair, state }} /> },
      ]}
    />
  );
}

function PairActions({ base, pair, state }: { base: string; pair: PairView; state: Props["state"] }) {
  const t = useTranslations("identity.list");
  const [trpc, act] = [useTRPC(), useAct()];
  const reject = useMutation(trpc.identity.reject.mutationOptions());
  const reconsider = useMutation(trpc.identity.reconsider.mutationOptions());
  const ref = { firstMemberId: pair.first.memberId, secondMemberId: pair.second.memberId };
  if (state === "merged") return null;
  if (state === "rejected")
    return (
      <Button
        size="sm"
        loading={reconsider.isPending}
        onClick={() => void act(reconsider.mutateAsync(ref), t("reconsidered")).catch(() => {})}
      >
        {t("reconsider")}
      </Button>
    );
  return (
    <span className="flex flex-wrap justify-end gap-2">
      <ButtonLink
        size="sm"
        variant="primary"
        href={addressOf(`${base}/members/duplicates/compare`, { from: pair.second.memberId, to: pair.first.memberId })}
      >
        {t("compare")}
      </ButtonLink>
      <Button
        size="sm"
        loading={reject.isPending}
        onClick={() => void act(reject.mutateAsync(ref), t("rejected")).catch(() => {})}
      >
        {t("reject")}
      </Button>
    </span>
  );
}
