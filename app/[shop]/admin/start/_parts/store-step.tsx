"use client";

import { useTranslations } from "next-intl";
import { Store } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { StoreView } from "../../settings/_parts/store-list";
import { useStoreEditor } from "../../settings/_parts/store-editor";
import { useStep } from "./use-step";

/** The first store; those that are there already are shown above. */
export function StoreStep({
  slug,
  stores,
  nextHref,
}: {
  slug: string;
  stores: readonly StoreView[];
  nextHref: string;
}) {
  const t = useTranslations("start.setUp.steps.store");
  const { confirm } = useStep("store", nextHref);
  const editor = useStoreEditor(slug, null, confirm);
  return (
    <div className="grid gap-6">
      {stores.length > 0 && (
        <ul className="grid gap-2" aria-label={t("there")}>
          {stores.map((store) => (
            <li key={store.id} className="flex items-center gap-3 rounded-lg border border-line px-4 py-3 text-sm">
              <Store aria-hidden className="size-4 text-ink-3" />
              <span className="font-medium">{store.name}</span>
              <span className="font-mono text-xs text-ink-3">{store.externalId}</span>
            </li>
          ))}
        </ul>
      )}
      <form
        noValidate
        className="grid gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          editor.submit();
        }}
      >
        {editor.fields}
        <div className="flex justify-end">
          <Button type="submit" variant="primary" loading={editor.isSaving}>
            {t(stores.length > 0 ? "addMore" : "add")}
          </Button>
        </div>
      </form>
    </div>
  );
}
