import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { SettingsPlace } from "./settings-nav";

/** Every section with a line on what it decides. */
export function SettingsHub({ places }: { places: readonly SettingsPlace[] }) {
  return (
    <Card flush>
      <ul className="divide-y divide-line">
        {places.map((place) => (
          <li key={place.href}>
            <Link
              href={place.href}
              className="flex min-h-16 items-center gap-4 px-4 py-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2 sm:px-5"
            >
              <span
                aria-hidden
                className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-sunken text-ink-2 [&_svg]:size-4.5"
              >
                {place.icon}
              </span>
              <span className="min-w-0 flex-1">
                <span className="block text-sm font-medium">{place.label}</span>
                <span className="block text-xs text-ink-3">{place.hint}</span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
