import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { type RoleName, roleNames } from "./roles";

export interface PermissionGroup {
  /** The first half of the permissions' names. */
  name: string;
  permissions: readonly { name: string; roles: readonly RoleName[] }[];
}

/** Every permission in words, and which roles have it; drawn from the table that the verbs ask. */
export function PermissionTable({ groups }: { groups: readonly PermissionGroup[] }) {
  const [t, roles, words] = [
    useTranslations("access.permissions"),
    useTranslations("admin.roles"),
    useTranslations("tenancy.permissions"),
  ];
  return (
    <div
      role="region"
      aria-label={t("caption")}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling table must be reachable by keys
      tabIndex={0}
      className="overflow-x-auto rounded-xl border border-line bg-surface shadow-card"
    >
      <table className="w-full min-w-[36rem] border-collapse text-sm">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            <th scope="col" className="px-4 py-3 text-start font-medium">
              {t("action")}
            </th>
            {roleNames.map((role) => (
              <th key={role} scope="col" className="w-24 px-2 py-3 text-center font-medium">
                {roles(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Fragment key={group.name}>
              <tr className="bg-sunken">
                <th
                  scope="colgroup"
                  colSpan={roleNames.length + 1}
                  className="px-4 py-1.5 text-start text-xs font-semibold text-ink-2"
                >
                  {t.has(`groups.${group.name}`) ? t(`groups.${group.name}`) : group.name}
                </th>
              </tr>
              {group.permissions.map((permission) => (
                <tr key={permission.name} className="border-b border-line last:border-b-0">
                  <th scope="row" className="px-4 py-2 text-start font-normal">
                    {words(permission.name)}
                  </th>
                  {roleNames.map((role) => (
                    <td key={role} className="px-2 py-2 text-center">
                      <Mark isAllowed={permission.roles.includes(role)} yes={t("yes")} no={t("no")} />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Mark = ({ isAllowed, yes, no }: { isAllowed: boolean; yes: string; no: string }) => (
  <>
    {isAllowed ? (
      <Check aria-hidden className="mx-auto size-4 text-ok" strokeWidth={2.5} />
    ) : (
      <Minus aria-hidden className="mx-auto size-4 text-ink-3 opacity-50" />
    )}
    <span className="sr-only">{isAllowed ? yes : no}</span>
  </>
);
