import { EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** For analysts, who work with numbers and see nobody's name. */
export function PersonsHidden({ title }: { title: string }) {
  const t = useTranslations("admin.personsHidden");
  return (
    <>
      <PageHeader title={title} />
      <Card flush>
        <EmptyState icon={<EyeOff />} title={t("title")} description={t("description")} />
      </Card>
    </>
  );
}
