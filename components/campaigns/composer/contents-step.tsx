import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { RadioGroup } from "@/components/ui/radio-group";
import { Tabs } from "@/components/ui/tabs";
import type { CampaignDraft } from "@/server/campaigns/input";
import type { MailLocale, MailTexts, MergeTag, UnfinishedTexts } from "@/server/contents/input";
import { TagField } from "./tag-field";
import { isSame } from "./work";

type Contents = NonNullable<CampaignDraft["contents"]>;
type Template = Contents["template"];
/** The words each template starts with. */
export type StartingTexts = Record<Template, Record<MailLocale, MailTexts>>;

const templates = ["news", "warranty-notice"] as const satisfies readonly Template[];
/** The same limits as the schema's (server/contents/input.ts), which a component may not import as a value; a test holds them together. */
export const textLimits = { subject: 120, preheader: 160, heading: 80, body: 8_000, button: 40 } as const;
export const templateTags: Record<Template, readonly MergeTag[]> = {
  news: ["name", "shop", "points", "rank", "couponName", "couponCode", "couponUntil"],
  "warranty-notice": [
    "name",
    "shop",
    "points",
    "rank",
    "product",
    "warrantyEnd",
    "daysLeft",
    "couponName",
    "couponCode",
    "couponUntil",
  ],
};

interface Props {
  contents: Contents | undefined;
  starting: StartingTexts;
  locale: MailLocale;
  onLocale: (locale: MailLocale) => void;
  onChange: (contents: Contents) => void;
  preview: ReactNode;
}

/** What it says in each language, beside the mail as it will be. */
export function ContentsStep({ contents, starting, locale, onLocale, onChange, preview }: Props) {
  const t = useTranslations("composer.contents");
  const choose = (template: Template) => {
    if (template === contents?.template) return;
    const isUntouched = !contents || isSame(contents.texts, starting[contents.template]);
    // Words that somebody has written stay; only the words of the house are exchanged.
    onChange({ template, texts: isUntouched ? starting[template] : contents.texts });
  };
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="grid min-w-0 gap-5">
        <Card>
          <RadioGroup
            legend={t("template")}
            name="template"
            value={contents?.template ?? ""}
            onValueChange={(value) => choose(templates.find((one) => one === value) ?? "news")}
            options={templates.map((one) => ({
              value: one,
              label: t(`templates.${one}`),
              hint: t(`templateHints.${one}`),
            }))}
          />
        </Card>
        {contents && (
          <Card>
            <Tabs
              label={t("languages")}
              value={locale}
              onValueChange={(value) => onLocale(value === "en" ? "en" : "ja")}
              items={(["ja", "en"] as const).map((one) => ({
                value: one,
                label: t(one),
                content: (
                  <Texts
                    texts={contents.texts[one]}
                    locale={one}
                    tags={templateTags[contents.template]}
                    onChange={(texts) => onChange({ ...contents, texts: { ...contents.texts, [one]: texts } })}
                  />
                ),
              }))}
            />
          </Card>
        )}
      </div>
      <div className="min-w-0 xl:sticky xl:top-20">{preview}</div>
    </div>
  );
}

interface TextsProps {
  texts: UnfinishedTexts;
  locale: MailLocale;
  tags: readonly MergeTag[];
  onChange: (texts: UnfinishedTexts) => void;
}

function Texts({ texts, locale, tags, onChange }: TextsProps) {
  const t = useTranslations("composer.contents");
  const field = (name: "subject" | "preheader" | "heading" | "button") => (
    <TagField
      label={t(`fields.${name}`)}
      hint={t(`hints.${name}`)}
      value={texts[name]}
      most={textLimits[name]}
      lang={locale}
      tags={tags}
      required
      onChange={(value) => onChange({ ...texts, [name]: value })}
    />
  );
  return (
    <div className="grid gap-5">
      {field("subject")}
      {field("preheader")}
      {field("heading")}
      <TagField
        label={t("fields.body")}
        hint={t("hints.body")}
        // An empty line parts paragraphs; cutting and joining there loses nothing.
        value={texts.body.join("\n\n")}
        most={textLimits.body}
        rows={9}
        lang={locale}
        tags={tags}
        onChange={(value) => onChange({ ...texts, body: value === "" ? [] : value.split("\n\n") })}
      />
      {field("button")}
    </div>
  );
}
