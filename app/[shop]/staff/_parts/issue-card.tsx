"use client";

import { CreditCard } from "lucide-react";
import { useTranslations } from "next-intl";
import { useErrorText } from "@/app/use-error-text";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { IssuedView } from "./issued-view";
import { useIssue } from "./use-issue";

/** One press gives a walk-in a card: nothing is asked. */
export function IssueCard() {
  const t = useTranslations("staff.issue");
  const errorText = useErrorText();
  const issue = useIssue();
  if (issue.data) return <IssuedView issued={issue.data} onNext={issue.reset} nextIs="another" />;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t("title")} description={t("lead")} />
      <Card className="grid gap-4">
        <Button
          variant="primary"
          block
          autoFocus
          loading={issue.isPending}
          onClick={issue.press}
          className="min-h-24 text-xl"
          icon={<CreditCard aria-hidden />}
        >
          {t("issue")}
        </Button>
        {issue.isError && <Notice tone="danger">{errorText(issue.error)}</Notice>}
      </Card>
    </div>
  );
}
