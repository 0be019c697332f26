"use client";

import { useMutation } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { DateTime } from "@/components/format/date-time";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { useAct } from "../../_parts/use-act";

export interface InvitationRow {
  invitationId: string;
  email: string;
  name: string | null;
  role: string;
  storeName: string | null;
  sentAt: Date;
  expiresAt: Date;
  isExpired: boolean;
}

/** Invitations without an answer; each can be sent again or taken back. */
export function InvitationTable({
  invitations,
  mayManage,
}: {
  invitations: readonly InvitationRow[];
  mayManage: boolean;
}) {
  const [t, roles] = [useTranslations("access.people"), useTranslations("admin.roles")];
  return (
    <DataTable
      caption={t("invitations")}
      rows={invitations}
      rowKey={(one) => one.invitationId}
      empty={<EmptyState icon={<MailPlus />} title={t("invitationsNone")} />}
      columns={[
        {
          key: "email",
          header: t("email"),
          cell: (one) => (
            <span className="grid min-w-0">
              <span className="break-all">{one.email}</span>
              {one.name && <span className="text-xs font-normal text-ink-3">{one.name}</span>}
            </span>
          ),
        },
        {
          key: "role",
          header: t("role"),
          cell: (one) => [roles(one.role), one.storeName].filter(Boolean).join(" · "),
        },
        {
          key: "state",
          header: t("expires"),
          cell: (one) =>
            one.isExpired ? <Badge tone="warn">{t("expired")}</Badge> : <DateTime value={one.expiresAt} form="date" />,
        },
        ...(mayManage
          ? [{ key: "actions", header: "", cell: (one: InvitationRow) => <InvitationActions invitation={one} /> }]
          : []),
      ]}
    />
  );
}

function InvitationActions({ invitation: { invitationId, email } }: { invitation: InvitationRow }) {
  const t = useTranslations("access.people");
  const [trpc, act] = [useTRPC(), useAct()];
  const resend = useMutation(trpc.access.resendInvitation.mutationOptions());
  const withdraw = useMutation(trpc.access.withdrawInvitation.mutationOptions());
  return (
    <span className="flex flex-wrap justify-end gap-2">
      <Button
        size="sm"
        loading={resend.isPending}
        aria-label={`${email}: ${t("resend")}`}
        onClick={() => void act(resend.mutateAsync({ invitationId }), t("resent")).catch(() => {})}
      >
        {t("resend")}
      </Button>
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="ghost" aria-label={`${email}: ${t("withdraw")}`}>
            {t("withdraw")}
          </Button>
        }
        title={t("withdrawTitle", { email })}
        description={t("withdrawLead")}
        confirmLabel={t("withdraw")}
        onConfirm={() => act(withdraw.mutateAsync({ invitationId }), t("withdrawn"))}
      />
    </span>
  );
}
