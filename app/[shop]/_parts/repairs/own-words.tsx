import "server-only";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { LightWords } from "@/components/form/light-words";

/** What the forms of a repair say in the browser, and no more (docs/decisions/0070-light-my-page.md). */
export async function OwnWords({ children }: { children: ReactNode }) {
  const { repairs, account, ui, errors, files } = await getMessages();
  const { number, form, fieldErrors, symptoms, causes, noticed, windows, handOver, contact, estimate, page } = repairs;
  const words = {
    repairs: { number, form, fieldErrors, symptoms, causes, noticed, windows, handOver, contact, estimate, page },
    account: { profile: account.profile },
    ui: { close: ui.close, cancel: ui.cancel, field: ui.field },
    errors,
    files: { errors: files.errors },
  };
  return <LightWords words={words}>{children}</LightWords>;
}
