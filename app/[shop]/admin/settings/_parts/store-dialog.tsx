"use client";

import { useTranslations } from "next-intl";
import { type ReactElement, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type EditedStore, useStoreEditor } from "./store-editor";

type Props = { slug: string; store: EditedStore | null; trigger: ReactElement };

/** The form over a store in a window of its own; what was typed stays when it is closed by mistake. */
export function StoreDialog({ slug, store, trigger }: Props) {
  const t = useTranslations("settings");
  const formId = useId();
  const [open, setOpen] = useState(false);
  const editor = useStoreEditor(slug, store, () => setOpen(false));
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      size="md"
      trigger={trigger}
      title={t(store ? "stores.edit" : "stores.add")}
      footer={
        <>
          <Button
            variant="ghost"
            onClick={() => {
              editor.giveUp();
              setOpen(false);
            }}
          >
            {t("stores.giveUp")}
          </Button>
          <Button type="submit" form={formId} variant="primary" loading={editor.isSaving}>
            {t(store ? "form.save" : "stores.addSubmit")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          editor.submit();
        }}
      >
        {editor.fields}
      </form>
    </Dialog>
  );
}
