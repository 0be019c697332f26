import { useTranslations } from "next-intl";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  const t = useTranslations("common.notFound");
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        title={
          <span role="heading" aria-level={1}>
            {t("title")}
          </span>
        }
        description={t("description")}
        actions={
          // A plain link: every page stands ready to show this one, and would load whatever it brings along.
          <a href="/" className={buttonStyle()}>
            {t("home")}
          </a>
        }
      />
    </main>
  );
}
