import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { clockOf } from "../cron";
import { WholeNumber } from "./whole-number";
import type { Work } from "./work";

export interface ShopPlace {
  timeZone: string;
  quietStartMinutes: number;
  quietEndMinutes: number;
  capPerWeek: number;
}

interface Props {
  work: Work;
  place: ShopPlace;
  mayPublishService: boolean;
  onChange: (next: (work: Work) => Work) => void;
}

/** By which way it goes, and which of the shop's promises it keeps. */
export function ChannelStep({ work, place, mayPublishService, onChange }: Props) {
  const t = useTranslations("composer.channel");
  const formats = useFormats();
  const { draft, messageClass } = work;
  const set = (part: Partial<Work["draft"]>) =>
    onChange((now) => ({ ...now, draft: { ...now.draft, channel: { kind: "mail" }, ...part } }));
  const hasQuiet = place.quietStartMinutes !== place.quietEndMinutes;
  return (
    <div className="grid gap-5">
      <Card className="grid gap-6">
        <RadioGroup
          legend={t("way")}
          name="channel"
          value={draft.channel?.kind ?? ""}
          onValueChange={() => set({})}
          options={[{ value: "mail", label: t("mail"), hint: t("mailHint") }]}
        />
        <RadioGroup
          legend={t("class")}
          name="message-class"
          value={messageClass}
          onValueChange={(value) =>
            onChange((now) => ({ ...now, messageClass: value === "service" ? "service" : "marketing" }))
          }
          options={[
            { value: "marketing", label: t("marketing"), hint: t("marketingHint") },
            { value: "service", label: t("service"), hint: t(mayPublishService ? "serviceHint" : "serviceOwner") },
          ]}
        />
      </Card>
      <Card className="grid gap-4">
        <Checkbox
          label={t("quiet")}
          hint={
            hasQuiet
              ? t("quietHint", { from: clockOf(place.quietStartMinutes), to: clockOf(place.quietEndMinutes) })
              : t("noQuiet")
          }
          checked={draft.respectsQuietHours ?? true}
          onChange={(event) => set({ respectsQuietHours: event.target.checked })}
        />
        <Checkbox
          label={t("cap")}
          hint={t("capHint", { cap: formats.number(place.capPerWeek) })}
          checked={draft.isCapped ?? true}
          onChange={(event) => set({ isCapped: event.target.checked })}
        />
        <Field label={t("priority")} hint={t("priorityHint")} className="max-w-64">
          <WholeNumber
            value={work.priority}
            least={0}
            most={1000}
            onValue={(priority) => onChange((now) => ({ ...now, priority }))}
          />
        </Field>
      </Card>
    </div>
  );
}
