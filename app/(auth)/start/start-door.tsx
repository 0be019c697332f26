import "server-only";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { AuthShell } from "@/components/layout/auth-shell";
import { LocaleSwitch } from "@/components/layout/locale-switch";
import { isSignUpOpen } from "@/server/tenancy/service/sign-up";

type Props = { title: string; description?: string; footer?: ReactNode; isWide?: boolean; children: ReactNode };

/** The frame of the pages on which a shop is opened; where sign-up is closed there are none. */
export async function StartDoor({ title, description, footer, isWide, children }: Props) {
  if (!isSignUpOpen()) notFound();
  const common = await getTranslations("common");
  return (
    <AuthShell
      productName={common("productName")}
      title={title}
      description={description}
      isWide={isWide}
      footer={
        <div className="grid justify-items-center gap-3">
          {footer}
          <LocaleSwitch />
        </div>
      }
    >
      {children}
    </AuthShell>
  );
}
