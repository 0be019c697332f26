"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { TRPCClientError } from "@trpc/client";
import { useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { AppleFiles, GoogleFiles } from "@/components/passes/issuer-forms";
import { IssuerCard, type Issuer } from "@/components/passes/issuer-card";
import { toast } from "@/components/ui/toaster";
import { useAct } from "../../_parts/use-act";

interface Props {
  saved: { apple: Issuer | null; google: Issuer | null };
}

/** What the shop signs wallet cards with: a card for each wallet, with what is set up and the form to set it up or replace it. */
export function WalletsPage({ saved }: Props) {
  const t = useTranslations("passes");
  const client = useTRPCClient();
  const router = useRouter();
  const errorText = useErrorText();
  const act = useAct();
  const [isPending, startTransition] = useTransition();
  const [open, setOpen] = useState<"apple" | "google" | null>(null);
  const [problem, setProblem] = useState<{ field: string | null; text: string } | null>(null);

  const attempt = (work: () => Promise<unknown>, said: string) =>
    startTransition(async () => {
      setProblem(null);
      try {
        await work();
        setOpen(null);
        toast.success(said);
        router.refresh();
      } catch (error) {
        const data = error instanceof TRPCClientError ? (error.data as { details?: { field?: string } } | null) : null;
        setProblem({ field: data?.details?.field ?? null, text: errorText(error) });
      }
    });
  const form = { isPending, problem };
  const change = (platform: "apple" | "google", isOpen: boolean) => {
    setProblem(null);
    setOpen(isOpen ? platform : null);
  };
  const remove = (platform: "apple" | "google") => act(client.passes.remove.mutate({ platform }), t("removed"));
  return (
    <div className="grid gap-4">
      <IssuerCard
        platform="apple"
        issuer={saved.apple}
        isOpen={open === "apple"}
        onOpen={(isOpen) => change("apple", isOpen)}
        onRemove={() => remove("apple")}
      >
        <AppleFiles {...form} onSend={(files) => attempt(() => client.passes.setApple.mutate(files), t("saved"))} />
      </IssuerCard>
      <IssuerCard
        platform="google"
        issuer={saved.google}
        isOpen={open === "google"}
        onOpen={(isOpen) => change("google", isOpen)}
        onRemove={() => remove("google")}
      >
        <GoogleFiles {...form} onSend={(files) => attempt(() => client.passes.setGoogle.mutate(files), t("saved"))} />
      </IssuerCard>
    </div>
  );
}
