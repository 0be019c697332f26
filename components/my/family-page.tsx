import { Crown, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Count, Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { Stat } from "@/components/ui/stat";
import { SubmitButton } from "@/components/ui/submit-button";
import { AskFirst } from "./ask-first";
import { FamilyField, FamilyInvite, type FamilyState } from "./family-forms";

export interface FamilyView {
  name: string;
  role: "head" | "member";
  available: number;
  perMonth: number;
  size: number;
  members: readonly {
    memberId: string;
    memberNo: string;
    name: string | null;
    role: "head" | "member";
    joinedAt: Date;
    /** Whether the others may pay with these points. */
    lends: boolean;
    available: number;
  }[];
}

interface Props {
  base: string;
  family: FamilyView | null;
  meId: string;
  form: (before: FamilyState, sent: FormData) => Promise<FamilyState>;
  join: (before: FamilyState, sent: FormData) => Promise<FamilyState>;
  invite: () => Promise<FamilyState>;
  leave: (leaverId: string) => Promise<void>;
  /** Says whether the others may use one's points. */
  lend: (lends: boolean) => Promise<void>;
}

/** Points used together: form a family, join one by a code, see what all have, leave. Works before the page's scripts do. */
export function FamilyPage({ base, family, ...rest }: Props) {
  const t = useTranslations("account.family");
  const my = useTranslations("my.account");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} back={{ href: `${base}/account`, label: my("title") }} />
      {family ? <InFamily family={family} {...rest} /> : <NoFamily {...rest} />}
    </>
  );
}

function NoFamily({ form, join }: Pick<Props, "form" | "join">) {
  const t = useTranslations("account.family");
  return (
    <div className="grid gap-8">
      <Section title={t("joinTitle")}>
        <Card>
          <FamilyField
            action={join}
            name="code"
            maxLength={20}
            label={t("code")}
            hint={t("codeHint")}
            submit={t("join")}
          />
        </Card>
      </Section>
      <Section title={t("formTitle")}>
        <Card>
          <FamilyField
            action={form}
            name="name"
            maxLength={40}
            label={t("name")}
            hint={t("nameHint")}
            submit={t("form")}
          />
        </Card>
      </Section>
    </div>
  );
}

function InFamily({
  family,
  meId,
  invite,
  leave,
  lend,
}: Omit<Props, "base" | "form" | "join"> & { family: FamilyView }) {
  const t = useTranslations("account.family");
  const formats = useFormats();
  const isFull = family.members.length >= family.size;
  const isLending = family.members.some((one) => one.memberId === meId && one.lends);
  return (
    <div className="grid gap-8">
      <Card>
        <Stat
          label={t("together", { name: family.name })}
          value={<Count value={family.available} />}
          unit="pt"
          sub={family.perMonth > 0 ? t("perMonth", { points: formats.number(family.perMonth) }) : t("order")}
        />
      </Card>
      <Section title={t("members", { count: family.members.length, size: family.size })}>
        <Card flush>
          <ul className="divide-y divide-line">
            {family.members.map((one) => {
              const isMe = one.memberId === meId;
              const name = one.name ?? one.memberNo;
              const Icon = one.role === "head" ? Crown : UserRound;
              return (
                <li key={one.memberId} className="flex items-center gap-3 p-4">
                  <Icon aria-hidden className="size-5 shrink-0 text-ink-3" />
                  <div className="min-w-0 flex-1">
                    <p className="flex flex-wrap items-center gap-x-2 text-sm font-medium wrap-anywhere">
                      {name} {isMe && <Badge tone="ok">{t("you")}</Badge>}
                      {one.role === "head" && <Badge>{t("head")}</Badge>}
                    </p>
                    <p className="text-xs text-ink-3">{t("since", { day: formats.date(one.joinedAt) })}</p>
                  </div>
                  <span className="grid justify-items-end gap-0.5">
                    <Points value={one.available} />
                    {!one.lends && <span className="text-xs text-ink-3">{t("notLent")}</span>}
                  </span>
                  {!isMe && family.role === "head" && (
                    <AskFirst
                      label={t("remove")}
                      look={{ size: "sm" }}
                      title={t("removeTitle", { name })}
                      text={t("removeText")}
                      confirmLabel={t("remove")}
                      confirmLook="danger"
                      cancelLabel={t("cancel")}
                      onConfirm={leave.bind(null, one.memberId)}
                    />
                  )}
                </li>
              );
            })}
          </ul>
        </Card>
      </Section>
      <Section title={t("lend")} description={t("lendHint")}>
        <Card className="grid gap-3">
          <p className="text-sm" role="status">
            {t(isLending ? "lendIsOn" : "lendIsOff")}
          </p>
          <form action={lend.bind(null, !isLending)}>
            <SubmitButton block>{t(isLending ? "lendOff" : "lendOn")}</SubmitButton>
          </form>
        </Card>
      </Section>
      <Section title={t("inviteTitle")} description={isFull ? t("full") : t("inviteLead")}>
        {!isFull && (
          <Card>
            <FamilyInvite action={invite} words={{ submit: t("invite"), told: t("tellCode"), until: t("codeUntil") }} />
          </Card>
        )}
      </Section>
      <AskFirst
        label={t("leave")}
        look={{ variant: "danger-quiet", block: true }}
        title={t("leaveTitle")}
        text={t("leaveText")}
        confirmLabel={t("leave")}
        confirmLook="danger"
        cancelLabel={t("cancel")}
        onConfirm={leave.bind(null, meId)}
      />
    </div>
  );
}
