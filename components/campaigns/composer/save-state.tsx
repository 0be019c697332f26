import { Check, CloudOff, LoaderCircle, LogIn, Pencil, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { cn } from "@/components/ui/cn";

export type SaveStatus =
  /** `at` is null for what was there when the page was opened. */
  | { kind: "saved"; at: Date | null }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "offline" }
  | { kind: "signed_out" }
  | { kind: "conflict" }
  | { kind: "refused"; why: string };

const looks = {
  saved: { icon: Check, className: "text-ink-3" },
  unsaved: { icon: Pencil, className: "text-ink-3" },
  saving: { icon: LoaderCircle, className: "text-ink-3 [&>svg]:animate-spin" },
  offline: { icon: CloudOff, className: "text-warn" },
  signed_out: { icon: LogIn, className: "text-warn" },
  conflict: { icon: TriangleAlert, className: "text-warn" },
  refused: { icon: TriangleAlert, className: "text-danger" },
} as const;

/** Whether what was typed is safe, in a few words; `signInHref` leads back here after a sign-in. */
export function SaveState({ status, signInHref }: { status: SaveStatus; signInHref: string }) {
  const t = useTranslations("composer.save");
  const formats = useFormats();
  const { icon: Icon, className } = looks[status.kind];
  const words =
    status.kind === "refused"
      ? t("refused", { why: status.why })
      : status.kind === "saved" && status.at
        ? t("savedAt", { time: formats.time(status.at) })
        : t(status.kind);
  return (
    <span role="status" className={cn("flex min-h-6 items-center gap-1.5 text-xs", className)}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span>{words}</span>
      {status.kind === "signed_out" && (
        // A plain link: the whole page goes, and what was typed waits in this tab.
        <a href={signInHref} className="underline underline-offset-4">
          {t("signIn")}
        </a>
      )}
    </span>
  );
}
