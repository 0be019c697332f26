import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";

interface ColorVerdict {
  ink: "light" | "dark";
  ratio: number;
  passes: boolean;
  nearest: string;
  forWhite: string;
}

/** Says whether text can be read on the colour, in which ink, and offers the nearest shade where it cannot. */
export function ColorGuard({ verdict, onTake }: { verdict: ColorVerdict; onTake: (color: string) => void }) {
  const t = useTranslations("settings.brand.guard");
  const formats = useFormats();
  const { passes, ink, ratio, nearest, forWhite } = verdict;
  const offer = passes ? (ink === "dark" ? forWhite : null) : nearest;
  return (
    <div className="grid gap-2 text-sm" role="status">
      <p className="flex items-start gap-2">
        {passes ? (
          <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-ok" />
        ) : (
          <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-warn" />
        )}
        <span>{t(passes ? `passes.${ink}` : "fails", { ratio: formats.number(ratio) })}</span>
      </p>
      {offer && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span aria-hidden className="size-6 rounded-md border border-line" style={{ backgroundColor: offer }} />
          <span className="text-ink-2">{t(passes ? "whiteOffer" : "offer", { color: offer })}</span>
          <Button size="sm" onClick={() => onTake(offer)}>
            {t("take")}
          </Button>
        </p>
      )}
    </div>
  );
}
