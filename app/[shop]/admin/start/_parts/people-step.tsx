import { MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { InviteDialog } from "../../settings/people/invite-dialog";

type Props = ComponentProps<typeof InviteDialog> & {
  invitations: readonly { invitationId: string; email: string; role: string }[];
};

/** Colleagues, asked by mail; who has been asked is listed. */
export function PeopleStep({ invitations, ...dialog }: Props) {
  const t = useTranslations();
  return (
    <div className="grid gap-5">
      {invitations.length > 0 && (
        <ul className="grid gap-2" aria-label={t("start.setUp.steps.people.asked")}>
          {invitations.map(({ invitationId, email, role }) => (
            <li
              key={invitationId}
              className="flex flex-wrap items-center gap-x-3 rounded-lg border border-line px-4 py-3 text-sm"
            >
              <MailCheck aria-hidden className="size-4 text-ok" />
              <span className="font-medium">{email}</span>
              <span className="text-ink-3">{t(`admin.roles.${role}`)}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="flex justify-end">
        <InviteDialog {...dialog} />
      </div>
    </div>
  );
}
