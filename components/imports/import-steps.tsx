import { useTranslations } from "next-intl";
import { Stepper } from "@/components/ui/stepper";

const steps = ["file", "columns", "check", "run"] as const;
export type ImportStep = (typeof steps)[number];

/** Where one stands on the way from a file to rows. */
export function ImportSteps({ current }: { current: ImportStep }) {
  const t = useTranslations("imports.screen.step");
  const at = steps.indexOf(current);
  return (
    <Stepper
      label={t("label")}
      steps={steps.map((key, index) => ({
        key,
        label: t(key),
        state: index < at ? "done" : index === at ? "current" : "ahead",
      }))}
    />
  );
}
