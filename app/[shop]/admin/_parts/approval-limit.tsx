"use client";

import { useMutation } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { WholeNumber } from "@/components/campaigns/composer/whole-number";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";

type Props = { approvalAbove: number | null; canChange: boolean };

/** From which size of target on a second person approves a campaign. */
export function ApprovalLimit({ approvalAbove, canChange }: Props) {
  const t = useTranslations("composer.limit");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [isOn, setOn] = useState(approvalAbove !== null);
  const [above, setAbove] = useState(approvalAbove ?? 10_000);
  const save = useMutation(
    trpc.campaigns.setApprovalLimit.mutationOptions({
      onSuccess: () => {
        toast.success(t("saved"));
        setOpen(false);
        router.refresh();
      },
    }),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" icon={<ShieldCheck aria-hidden />}>
          {t("open")}
        </Button>
      }
      title={t("title")}
      description={t("lead")}
      footer={
        <Button
          variant="primary"
          loading={save.isPending}
          disabledReason={canChange ? undefined : t("ownerOnly")}
          onClick={() => save.mutate({ approvalAbove: isOn ? above : null })}
        >
          {t("save")}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Checkbox
          label={t("isOn")}
          checked={isOn}
          disabled={!canChange}
          onChange={(event) => setOn(event.target.checked)}
        />
        {isOn && (
          <Field label={t("above")} className="max-w-56">
            <WholeNumber value={above} least={0} most={1_000_000_000} disabled={!canChange} onValue={setAbove} />
          </Field>
        )}
        {save.isError && <Notice tone="danger">{errorText(save.error)}</Notice>}
      </div>
    </Dialog>
  );
}
