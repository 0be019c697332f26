import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";
import { TooltipProvider } from "@/components/ui/tooltip";

/** The form and the answers need words in the browser: these and no others (docs/decisions/0070-light-my-page.md). */
export async function OwnFrame({ children }: { children: ReactNode }) {
  const { repairs, ui, errors, files, members, warranties, tenancy } = await getMessages();
  const refusals = {
    members: { errors: members.errors },
    warranties: { errors: warranties.errors },
    tenancy: { errors: tenancy.errors },
  };
  return (
    <NextIntlClientProvider messages={{ repairs, ui, errors, files, ...refusals }}>
      <TooltipProvider>{children}</TooltipProvider>
      <Toaster />
    </NextIntlClientProvider>
  );
}
