import { useTranslations } from "next-intl";
import { Card, Section } from "@/components/ui/card";
import { PartWords, type TargetNames } from "./part-words";
import { differing, type Work } from "./work";

interface Props {
  live: Work;
  draft: Work;
  versionNo: number;
  names: TargetNames;
}

/** What publishing would change about the version that runs, in words. */
export function DraftDiff({ live, draft, versionNo, names }: Props) {
  const t = useTranslations("composer");
  const parts = differing(live, draft).filter((part) => part !== "name");
  return (
    <Section level={3} title={t("diff.title", { no: versionNo })} description={t("diff.lead")}>
      <Card flush>
        {parts.length === 0 ? (
          <p className="px-5 py-4 text-sm text-ink-3">{t("diff.none")}</p>
        ) : (
          <ul className="divide-y divide-line">
            {parts.map((part) => (
              <li key={part} className="grid gap-2 px-4 py-3 text-sm sm:px-5">
                <h4 className="font-medium">{t(`conflict.parts.${part}`)}</h4>
                <div className="grid gap-3 md:grid-cols-2">
                  <div className="rounded-lg bg-sunken px-4 py-3 text-ink-2">
                    <p className="mb-1 text-xs text-ink-3">{t("diff.live")}</p>
                    <PartWords work={live} part={part} names={names} />
                  </div>
                  <div className="rounded-lg bg-brand-soft px-4 py-3">
                    <p className="mb-1 text-xs text-ink-2">{t("diff.draft")}</p>
                    <PartWords work={draft} part={part} names={names} />
                  </div>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  );
}
