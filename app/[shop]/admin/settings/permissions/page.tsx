import { getTranslations } from "next-intl/server";
import { PermissionTable } from "@/components/access/permission-table";
import { permissionNames, permissions } from "@/server/kernel/permissions";
import { settingsCaller, SettingsPage } from "../_parts/settings-page";
import { SecurityForm } from "./security-form";

interface Props {
  params: Promise<{ shop: string }>;
}
export const generateMetadata = async () => ({
  title: (await getTranslations("settings.sections.permissions"))("label"),
});

const groups = [...new Set(permissionNames.map((name) => name.split(".", 1)[0] ?? ""))].map((group) => ({
  name: group,
  permissions: permissionNames
    .filter((name) => name.startsWith(`${group}.`))
    .map((name) => ({ name, roles: permissions[name] })),
}));

export default async function Page({ params }: Props) {
  const { api, staff, base } = await settingsCaller((await params).shop, "permissions", "staff.read");
  const settings = await api.access.settings();
  return (
    <SettingsPage section="permissions" base={base} isBare>
      <div className="grid gap-8">
        {staff.role === "owner" && <SecurityForm {...{ saved: settings, base }} />}
        <PermissionTable groups={groups} />
      </div>
    </SettingsPage>
  );
}
