import { useTranslations } from "next-intl";
import { AuthShell } from "@/components/layout/auth-shell";
import { buttonStyle } from "@/components/ui/button-style";
import { Notice } from "@/components/ui/notice";

type UnsubscribeFormProps = {
  shop: { name: string; color: string };
  isStopped: boolean;
  /** Where the form is posted to. It works without scripts. */
  action: string;
};

/** Asks before it stops anything: a page that is only looked at changes nothing. Afterwards it can be taken back. */
export function UnsubscribeForm({ shop, isStopped, action }: UnsubscribeFormProps) {
  const t = useTranslations("delivery.unsubscribe");
  return (
    <AuthShell shop={shop} title={t("title")} description={isStopped ? undefined : t("question", { shop: shop.name })}>
      <form method="post" action={action} className="grid gap-4">
        {isStopped ? (
          <>
            <Notice tone="ok" title={t("stopped")}>
              {t("stoppedDetail")}
            </Notice>
            <button type="submit" name="do" value="undo" className={buttonStyle({ block: true })}>
              {t("undo")}
            </button>
          </>
        ) : (
          <>
            <p className="text-sm text-ink-2">{t("keeps")}</p>
            <button type="submit" name="do" value="stop" className={buttonStyle({ block: true })}>
              {t("stop")}
            </button>
          </>
        )}
      </form>
    </AuthShell>
  );
}
