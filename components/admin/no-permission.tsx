import { Lock } from "lucide-react";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** A page that this person's role may not use, with the reason. */
export const NoPermission = ({ title, reason }: { title: string; reason: string }) => (
  <>
    <PageHeader title={title} />
    <Card flush>
      <EmptyState icon={<Lock />} title={reason} />
    </Card>
  </>
);
