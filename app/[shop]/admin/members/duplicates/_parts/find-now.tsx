"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { useAct } from "../../../_parts/use-act";

/** Has the members looked through now instead of tonight. */
export function FindNow() {
  const t = useTranslations("identity.list");
  const [trpc, act] = [useTRPC(), useAct()];
  const find = useMutation(trpc.identity.findNow.mutationOptions());
  return (
    <Button loading={find.isPending} onClick={() => void act(find.mutateAsync(), t("findStarted")).catch(() => {})}>
      {t("findNow")}
    </Button>
  );
}
