"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useReader } from "@/components/scan/use-reader";
import { Notice } from "@/components/ui/notice";

/** A slip read by the scanner anywhere on the board opens its repair. */
export function NumberReader({ path }: { path: string }) {
  const t = useTranslations("repairs.board");
  const client = useTRPCClient();
  const router = useRouter();
  const errorText = useErrorText();
  const [problem, setProblem] = useState<string | null>(null);
  useReader((text) => {
    setProblem(null);
    client.repairs.findByNumber
      .query({ text })
      .then(({ repairId }) => router.push(`${path}/${repairId}`))
      .catch((error: unknown) => setProblem(errorText(error)));
  });
  return problem ? (
    <Notice tone="danger" title={t("scan")} className="mb-4">
      {problem}
    </Notice>
  ) : null;
}
