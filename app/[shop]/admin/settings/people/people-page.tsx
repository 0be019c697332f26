"use client";

import { Ellipsis, KeyRound, Pencil, UserMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RelativeTime } from "@/components/format/date-time";
import type { StoreChoice } from "@/components/access/role-fields";
import type { RoleName } from "@/components/access/roles";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { ChangeDialog, RemoveDialog, ResetTwoStepDialog } from "./change-dialogs";
import { type InvitationRow, InvitationTable } from "./invitation-table";
import { InviteDialog } from "./invite-dialog";

export interface PersonRow {
  membershipId: string;
  name: string;
  email: string;
  role: string;
  storeId: string | null;
  storeName: string | null;
  hasTotp: boolean;
  lastSeenAt: Date | null;
}

interface Props {
  people: readonly PersonRow[];
  invitations: readonly InvitationRow[];
  stores: readonly StoreChoice[];
  now: Date;
  ownId: string;
  mayManage: boolean;
  defaultLocale: "ja" | "en";
}

/** Colleagues, and those who have been invited. */
export function PeoplePage({ people, invitations, stores, now, ownId, mayManage, defaultLocale }: Props) {
  const [t, roles] = [useTranslations("access.people"), useTranslations("admin.roles")];
  const [dialog, setDialog] = useState<{ kind: "change" | "remove" | "reset"; person: PersonRow } | null>(null);
  // As the page has them now, which may be newer than when the dialog opened.
  const person = dialog && (people.find((one) => one.membershipId === dialog.person.membershipId) ?? dialog.person);
  const close = () => setDialog(null);
  return (
    <div className="grid gap-8">
      <div className="grid gap-3">
        {mayManage ? (
          <div className="flex justify-end">
            <InviteDialog stores={stores} defaultLocale={defaultLocale} />
          </div>
        ) : (
          <p className="text-sm text-ink-3">{t("readOnly")}</p>
        )}
        <DataTable
          caption={t("caption")}
          rows={people}
          rowKey={(person) => person.membershipId}
          columns={[
            {
              key: "name",
              header: t("name"),
              cell: (person) => (
                <span className="grid min-w-0">
                  <span className="flex flex-wrap items-center gap-2">
                    {person.name}
                    {person.membershipId === ownId && <Badge tone="brand">{t("you")}</Badge>}
                  </span>
                  <span className="text-xs font-normal break-all text-ink-3">{person.email}</span>
                </span>
              ),
            },
            { key: "role", header: t("role"), cell: (person) => roles(person.role) },
            { key: "store", header: t("store"), cell: (person) => person.storeName ?? t("allStores") },
            {
              key: "totp",
              header: t("totp"),
              cell: (person) => (
                <Badge tone={person.hasTotp ? "ok" : "neutral"}>{t(person.hasTotp ? "on" : "off")}</Badge>
              ),
            },
            {
              key: "seen",
              header: t("lastSeen"),
              cell: (person) => (person.lastSeenAt ? <RelativeTime value={person.lastSeenAt} now={now} /> : t("never")),
            },
            ...(mayManage
              ? [
                  {
                    key: "actions",
                    header: "",
                    cell: (person: PersonRow) => (
                      <Menu
                        trigger={
                          <IconButton
                            size="sm"
                            label={t("actions", { name: person.name })}
                            hint={false}
                            icon={<Ellipsis aria-hidden />}
                          />
                        }
                        items={[
                          {
                            key: "change",
                            label: t("change"),
                            icon: <Pencil aria-hidden />,
                            onSelect: () => setDialog({ kind: "change", person }),
                          },
                          {
                            key: "reset",
                            label: t("resetTotp"),
                            icon: <KeyRound aria-hidden />,
                            disabledReason:
                              person.membershipId === ownId
                                ? t("resetOwn")
                                : person.hasTotp
                                  ? undefined
                                  : t("resetNone"),
                            onSelect: () => setDialog({ kind: "reset", person }),
                          },
                          {
                            key: "remove",
                            label: t("remove"),
                            icon: <UserMinus aria-hidden />,
                            danger: true,
                            onSelect: () => setDialog({ kind: "remove", person }),
                          },
                        ]}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      <Section title={t("invitations")}>
        <InvitationTable invitations={invitations} mayManage={mayManage} />
      </Section>
      {dialog?.kind === "change" && person && (
        <ChangeDialog person={{ ...person, role: person.role as RoleName }} stores={stores} onClose={close} />
      )}
      {dialog?.kind === "remove" && person && <RemoveDialog person={person} onClose={close} />}
      {dialog?.kind === "reset" && person && <ResetTwoStepDialog person={person} onClose={close} />}
    </div>
  );
}
