import { Store } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

/** For staff whose place is the counter. */
export function NoAccess({ counterHref }: { counterHref: string }) {
  const t = useTranslations("admin.noAccess");
  return (
    <EmptyState
      icon={<Store />}
      title={<h1>{t("title")}</h1>}
      description={t("description")}
      actions={
        <ButtonLink href={counterHref} variant="primary">
          {t("counter")}
        </ButtonLink>
      }
    />
  );
}
