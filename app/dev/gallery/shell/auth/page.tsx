import { getLocale } from "next-intl/server";
import { AuthShell } from "@/components/layout/auth-shell";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import { samples } from "../../samples";

export default async function AuthShellPage() {
  const w = samples[(await getLocale()) === "en" ? "en" : "ja"];
  return (
    <AuthShell
      shop={{ name: w.shop, color: "#0067b3" }}
      title={w.signIn}
      description={w.signInLead}
      footer={<TextLink href="/dev/gallery">{w.help}</TextLink>}
    >
      <form className="grid gap-5">
        <Field label={w.email} required>
          <Input type="email" autoComplete="email" placeholder="name@example.com" />
        </Field>
        <Button variant="primary" block type="submit">
          {w.sendLink}
        </Button>
      </form>
    </AuthShell>
  );
}
