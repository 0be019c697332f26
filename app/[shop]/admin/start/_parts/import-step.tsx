import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";

/** Members that are there already come by a file; whoever has none goes past. */
export function ImportStep({ base, members }: { base: string; members: number }) {
  const t = useTranslations("start.setUp.steps.import");
  const formats = useFormats();
  const back = new URLSearchParams({ kind: "members", returnTo: `${base}/start?step=people` });
  return (
    <div className="grid gap-5">
      {members > 0 && <Notice tone="ok">{t("there", { count: formats.number(members) })}</Notice>}
      <ul className="grid list-disc gap-1 ps-5 text-sm text-ink-2">
        <li>{t("encoding")}</li>
        <li>{t("columns")}</li>
        <li>{t("check")}</li>
      </ul>
      <div className="flex justify-end">
        <ButtonLink href={`${base}/imports/new?${back}`} variant="primary" icon={<FileUp aria-hidden />}>
          {t("go")}
        </ButtonLink>
      </div>
    </div>
  );
}
