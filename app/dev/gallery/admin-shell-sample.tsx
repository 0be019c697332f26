import { House, Mail, Megaphone, Package, Store, UserCog, Users, UsersRound } from "lucide-react";
import { getLocale } from "next-intl/server";
import { AdminShell } from "@/components/layout/admin-shell";
import { LocaleSwitch } from "@/components/layout/locale-switch";
import { PageHeader } from "@/components/layout/page-header";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DataShelf, TableShelf } from "./data-shelf";
import { samples } from "./samples";

/** The shell with everything in it, for looking at. */
export async function AdminShellSample() {
  const w = samples[(await getLocale()) === "en" ? "en" : "ja"];
  const icons = [
    <House key="1" />,
    <Users key="2" />,
    <UsersRound key="3" />,
    <Megaphone key="4" />,
    <Mail key="5" />,
    <Package key="6" />,
    <Store key="7" />,
    <UserCog key="8" />,
  ];
  const base = "/dev/gallery/shell/admin";
  const items = w.admin.map((label, i) => ({
    href: i ? `${base}/${i}` : base,
    label,
    icon: icons[i],
    exact: i === 0,
    badge: i === 3 ? 8 : undefined,
  }));
  return (
    <AdminShell
      shop={{ name: w.shop, color: "#0067b3" }}
      shops={[
        { key: "a", label: w.shop, href: base, checked: true },
        { key: "b", label: w.shop2, href: base, checked: false },
      ]}
      groups={[
        { key: "home", items: items.slice(0, 1) },
        { key: "people", label: w.groups[0], items: items.slice(1, 3) },
        { key: "programs", label: w.groups[1], items: items.slice(3, 5) },
        { key: "settings", label: w.groups[2], items: items.slice(5) },
      ]}
      user={{ name: w.user, role: w.role }}
      userItems={[{ key: "out", label: w.later }]}
      actions={
        <>
          <LocaleSwitch />
          <ThemeSwitch />
        </>
      }
    >
      <PageHeader
        back={{ href: base, label: w.admin[3] ?? "" }}
        title={w.warranty}
        badge={
          <Badge tone="ok" dot>
            {w.states[0]}
          </Badge>
        }
        description={w.dialogBody}
        actions={
          <>
            <Button>{w.pause}</Button>
            <Button variant="primary">{w.publish}</Button>
          </>
        }
      />
      <div className="grid gap-6">
        <DataShelf words={w} />
        <TableShelf words={w} />
      </div>
    </AdminShell>
  );
}
