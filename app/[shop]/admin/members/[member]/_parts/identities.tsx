"use client";

import { useMutation } from "@tanstack/react-query";
import { CreditCard, Hash, Link2, Mail, MessageCircle, Phone as PhoneIcon, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Phone } from "@/components/admin/phone";
import { DateTime } from "@/components/format/date-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toaster";
import { type IdentityKind, IdentityDialog } from "./identity-dialog";
import { ReissueDialog } from "./reissue-dialog";

interface KeyView {
  value: string;
  since: Date;
  stoppedAt: Date | null;
}

interface IdentitiesView {
  email: { value: string; verifiedAt: Date | null } | null | "";
  phone: string | null;
  memberNo: string;
  cards: readonly KeyView[];
  line: readonly KeyView[];
  externalId: string | null;
  systems: readonly KeyView[];
}

interface Props {
  memberId: string;
  version: number;
  identities: IdentitiesView;
  /** Why nothing can be changed here, and why not the proven mail address; undefined where it can. */
  refusal: string | undefined;
  emailRefusal: string | undefined;
}

type Removable = { kind: "email" | "phone" | "card" | "line" | "external" | "system"; value: string };

/** Every name by which the member is found, and what can be done about each. */
export function Identities({ memberId, version, identities, refusal, emailRefusal }: Props) {
  const t = useTranslations("memberDesk.identities");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [adding, setAdding] = useState<IdentityKind | null>(null);
  const [removing, setRemoving] = useState<Removable | null>(null);
  const [reissuing, setReissuing] = useState(false);
  const remove = useMutation(trpc.memberDesk.removeIdentity.mutationOptions());
  const { email, phone, memberNo, cards, line, externalId, systems } = identities;
  const removal = (of: Removable, why = refusal) => (
    <Button size="sm" variant="ghost" disabledReason={why} onClick={() => setRemoving(of)}>
      {t("remove")}
    </Button>
  );
  const opener = (kind: IdentityKind, label: string, why = refusal) => (
    <Button size="sm" disabledReason={why} onClick={() => setAdding(kind)}>
      {label}
    </Button>
  );
  return (
    <Card flush>
      <ul className="divide-y divide-line">
        <Group icon={<CreditCard />} title={t("cards")}>
          {cards.map((card) => (
            <Line
              key={card.value}
              value={<span className="tabular">{card.value}</span>}
              badge={
                card.value === memberNo ? (
                  <Badge tone="ok">{t("current")}</Badge>
                ) : card.stoppedAt ? (
                  <Badge tone="danger">{t("stopped")}</Badge>
                ) : (
                  <Badge>{t("scans")}</Badge>
                )
              }
              note={<DateTime value={card.stoppedAt ?? card.since} form="dateShort" />}
            >
              {card.value === memberNo ? (
                <Button size="sm" disabledReason={refusal} onClick={() => setReissuing(true)}>
                  {t("reissue")}
                </Button>
              ) : (
                !card.stoppedAt && removal({ kind: "card", value: card.value })
              )}
            </Line>
          ))}
          <Line value={<span className="text-ink-3">{t("cardHint")}</span>}>
            <Button size="sm" icon={<Plus aria-hidden />} disabledReason={refusal} onClick={() => setAdding("card")}>
              {t("addCard")}
            </Button>
          </Line>
        </Group>
        <Group icon={<Mail />} title={t("email")}>
          <Line
            value={email ? <span className="break-all">{email.value}</span> : <Nothing />}
            badge={
              email &&
              (email.verifiedAt ? <Badge tone="ok">{t("proven")}</Badge> : <Badge tone="warn">{t("unproven")}</Badge>)
            }
          >
            {opener("email", t(email ? "change" : "add"), email && email.verifiedAt ? emailRefusal : refusal)}
            {email && removal({ kind: "email", value: email.value }, email.verifiedAt ? emailRefusal : refusal)}
          </Line>
        </Group>
        <Group icon={<PhoneIcon />} title={t("phone")}>
          <Line value={phone ? <Phone value={phone} /> : <Nothing />}>
            {opener("phone", t(phone ? "change" : "add"))}
            {phone && removal({ kind: "phone", value: phone })}
          </Line>
        </Group>
        <Group icon={<Hash />} title={t("external")}>
          <Line value={externalId ? <span className="break-all">{externalId}</span> : <Nothing />}>
            {opener("external", t(externalId ? "change" : "add"))}
            {externalId && removal({ kind: "external", value: externalId })}
          </Line>
        </Group>
        <Group icon={<Link2 />} title={t("systems")}>
          {systems.map((key) => (
            <Line
              key={key.value}
              value={<span className="break-all">{key.value}</span>}
              note={<DateTime value={key.since} form="dateShort" />}
            >
              {removal({ kind: "system", value: key.value })}
            </Line>
          ))}
          <Line value={<span className="text-ink-3">{t("systemHint")}</span>}>{opener("system", t("addSystem"))}</Line>
        </Group>
        <Group icon={<MessageCircle />} title="LINE">
          {line.length === 0 && <Line value={<Nothing />} />}
          {line.map((key) => (
            <Line key={key.value} value={t("linked")} note={<DateTime value={key.since} form="dateShort" />}>
              {removal({ kind: "line", value: key.value })}
            </Line>
          ))}
        </Group>
      </ul>
      <IdentityDialog
        key={adding}
        kind={adding}
        memberId={memberId}
        version={version}
        onClose={() => setAdding(null)}
      />
      <ReissueDialog memberId={memberId} memberNo={memberNo} open={reissuing} onOpenChange={setReissuing} />
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={t("removeTitle", { what: removing ? t(`kinds.${removing.kind}`) : "" })}
        description={t("removeLead", { what: removing ? t(`kinds.${removing.kind}`) : "" })}
        confirmLabel={t("removeConfirm")}
        onConfirm={async () => {
          if (!removing) return;
          try {
            await remove.mutateAsync({ memberId, ...removing });
            toast.success(t("removed"));
            router.refresh();
          } catch (error) {
            toast.error(errorText(error));
          }
        }}
      />
    </Card>
  );
}

const Nothing = () => <span className="text-ink-3">—</span>;

function Group({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[10rem_1fr]">
      <span className="flex items-center gap-2 self-start pt-1.5 text-sm text-ink-3 [&_svg]:size-4">
        {icon}
        {title}
      </span>
      <ul className="grid min-w-0 gap-1">{children}</ul>
    </li>
  );
}

type LineProps = { value: ReactNode; badge?: ReactNode; note?: ReactNode; children?: ReactNode };

const Line = ({ value, badge, note, children }: LineProps) => (
  <li className="flex min-h-control-sm flex-wrap items-center gap-x-3 gap-y-1 text-sm">
    <span className="min-w-0">{value}</span>
    {badge}
    {note && <span className="text-xs text-ink-3">{note}</span>}
    <span className="ms-auto flex gap-1">{children}</span>
  </li>
);
