import { IdCard, ReceiptText, ScanBarcode, Search } from "lucide-react";
import { getLocale } from "next-intl/server";
import { StaffShell } from "@/components/layout/staff-shell";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Stat } from "@/components/ui/stat";
import { samples } from "../../samples";

export default async function StaffShellPage() {
  const w = samples[(await getLocale()) === "en" ? "en" : "ja"];
  const icons = [<IdCard key="i" />, <ScanBarcode key="s" />, <Search key="f" />, <ReceiptText key="r" />];
  const base = "/dev/gallery/shell/staff";
  return (
    <StaffShell
      shop={{ name: w.shop2, color: "#9d3b4c" }}
      storeName={w.storeName}
      items={w.staff.map((label, i) => ({ href: i ? `${base}/${i}` : base, label, icon: icons[i], exact: i === 0 }))}
      actions={<Avatar name={w.user} />}
    >
      <div className="grid gap-5 lg:grid-cols-[2fr_1fr]">
        <Card className="grid gap-5 sm:p-8">
          <div>
            <h1 className="text-2xl">{w.issueTitle}</h1>
            <p className="mt-2 text-ink-2">{w.issueLead}</p>
          </div>
          <Button variant="primary" size="lg" block className="min-h-16 text-lg">
            {w.issue}
          </Button>
          <Button block icon={<ScanBarcode aria-hidden />}>
            {w.scan}
          </Button>
        </Card>
        <Card>
          <Stat size="lg" label={w.today} value="24" unit={w.people} />
        </Card>
      </div>
    </StaffShell>
  );
}
