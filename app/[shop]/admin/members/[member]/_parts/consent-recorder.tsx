"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";

const channels = ["mail", "line", "sms", "push", "post", "phone"] as const;
const sources = ["counter", "phone_call", "letter"] as const;

/** Writes down what the person said: which channel, yes or no, and where it was said. */
export function ConsentRecorder({ memberId, refusal }: { memberId: string; refusal: string | undefined }) {
  const t = useTranslations("memberDesk.consents");
  const names = useTranslations("admin.consents.channels");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [channel, setChannel] = useState<(typeof channels)[number]>("mail");
  const [answer, setAnswer] = useState<"yes" | "no">("no");
  const [source, setSource] = useState<(typeof sources)[number]>("counter");
  const record = useMutation(
    trpc.members.setConsent.mutationOptions({
      onSuccess: ({ isChanged }) => {
        toast.success(t(isChanged ? "recorded" : "same"));
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
        <Button size="sm" icon={<Plus aria-hidden />} disabledReason={refusal}>
          {t("open")}
        </Button>
      }
      title={t("title")}
      description={t("lead")}
      footer={
        <Button
          variant="primary"
          loading={record.isPending}
          onClick={() =>
            record.mutate({ memberId, channel, isGranted: answer === "yes", source, textVersion: "spoken-1" })
          }
        >
          {t("confirm")}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Field label={t("channel")}>
          <Select
            value={channel}
            onChange={(event) => setChannel(channels.find((one) => one === event.target.value) ?? "mail")}
            options={channels.map((value) => ({ value, label: names(value) }))}
          />
        </Field>
        <RadioGroup
          legend={t("answer")}
          name="answer"
          look="inline"
          value={answer}
          onValueChange={(value) => setAnswer(value === "yes" ? "yes" : "no")}
          options={[
            { value: "yes", label: t("yes") },
            { value: "no", label: t("no") },
          ]}
        />
        <Field label={t("source")} hint={t("sourceHint")}>
          <Select
            value={source}
            onChange={(event) => setSource(sources.find((one) => one === event.target.value) ?? "counter")}
            options={sources.map((value) => ({ value, label: t(`sources.${value}`) }))}
          />
        </Field>
        {record.isError && <Notice tone="danger">{errorText(record.error)}</Notice>}
      </div>
    </Dialog>
  );
}
