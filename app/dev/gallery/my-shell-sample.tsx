import { CreditCard, House, ReceiptText, ShieldCheck, UserRound, Wrench } from "lucide-react";
import { getLocale } from "next-intl/server";
import { LocaleSwitch } from "@/components/layout/locale-switch";
import { MyShell } from "@/components/layout/my-shell";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { Stat } from "@/components/ui/stat";
import { samples } from "./samples";

/** The customer's shell with everything in it; `brand` is a colour without its hash. */
export async function MyShellSample({ brand }: { brand?: string }) {
  const w = samples[(await getLocale()) === "en" ? "en" : "ja"];
  const icons = [
    <House key="h" />,
    <CreditCard key="c" />,
    <ReceiptText key="r" />,
    <ShieldCheck key="s" />,
    <UserRound key="u" />,
  ];
  const base = "/dev/gallery/shell/my";
  return (
    <MyShell
      shop={{ name: w.shop, color: brand ? `#${brand}` : "#0067b3" }}
      homeHref={base}
      tabs={w.my.map((label, i) => ({ href: i ? `${base}/${i}` : base, label, icon: icons[i], exact: i === 0 }))}
      actions={<LocaleSwitch className="text-brand-ink hover:bg-brand-hover hover:text-brand-ink" />}
      footer={w.shop}
    >
      <h1 className="sr-only">{w.my[0]}</h1>
      <div className="grid gap-6">
        <Card>
          <Stat size="lg" label={w.points} value="12,840" unit="pt" sub={w.expiring} />
        </Card>
        <Section title={w.warranty}>
          <Card className="grid gap-3">
            <div className="flex items-start justify-between gap-3">
              <p className="font-medium">{w.warrantyItem}</p>
              <Badge tone="warn">{w.warrantyEnd}</Badge>
            </div>
            <ButtonLink href={base} variant="primary" block icon={<Wrench aria-hidden />}>
              {w.repair}
            </ButtonLink>
          </Card>
        </Section>
        <Section title={w.recommended}>
          <div className="grid grid-cols-2 gap-3">
            {w.items.slice(1, 3).map((item) => (
              <Card key={item} className="text-sm">
                {item}
              </Card>
            ))}
          </div>
        </Section>
      </div>
    </MyShell>
  );
}
