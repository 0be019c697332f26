import { Compass } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  const t = useTranslations("common.notFound");
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon={<Compass />}
        title={
          <span role="heading" aria-level={1}>
            {t("title")}
          </span>
        }
        description={t("description")}
        actions={<ButtonLink href="/">{t("home")}</ButtonLink>}
      />
    </main>
  );
}
