import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";
import { TooltipProvider } from "@/components/ui/tooltip";

/**
 * What the screens of staff have around them: every word in the browser, hints, short messages. My Page does without, so that a
 * phone loads little (docs/decisions/0070-light-my-page.md).
 */
export const DeskFrame = ({ children }: { children: ReactNode }) => (
  <NextIntlClientProvider>
    <TooltipProvider>{children}</TooltipProvider>
    <Toaster />
  </NextIntlClientProvider>
);
