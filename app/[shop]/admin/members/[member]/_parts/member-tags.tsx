"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toaster";

interface TagView {
  tagId: string;
  name: string;
}

/** The member's tags, put on and taken off. */
export function MemberTags({
  memberId,
  own,
  all,
}: {
  memberId: string;
  own: readonly TagView[];
  all: readonly TagView[];
}) {
  const t = useTranslations("memberDesk.person");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const settle = {
    onSuccess: () => router.refresh(),
    onError: (error: unknown) => toast.error(errorText(error)),
  };
  const add = useMutation(trpc.memberDesk.tag.mutationOptions(settle));
  const remove = useMutation(trpc.memberDesk.untag.mutationOptions(settle));
  const free = all.filter((tag) => !own.some((one) => one.tagId === tag.tagId));
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <ul aria-label={t("tags")} className="contents">
        {own.map((tag) => (
          <li
            key={tag.tagId}
            className="inline-flex max-w-full items-center gap-1 rounded-full bg-brand-soft ps-3 text-sm text-brand-text"
          >
            <span className="min-w-0 truncate">{tag.name}</span>
            <button
              type="button"
              aria-label={t("untag", { name: tag.name })}
              onClick={() => remove.mutate({ memberId, tagId: tag.tagId })}
              className="flex size-7 items-center justify-center rounded-full hover:bg-hover"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </li>
        ))}
      </ul>
      <Menu
        label={t("addTag")}
        align="start"
        trigger={
          <Button
            size="sm"
            icon={<Plus aria-hidden />}
            disabledReason={free.length === 0 ? t("noMoreTags") : undefined}
          >
            {t("addTag")}
          </Button>
        }
        items={free.map((tag) => ({
          key: tag.tagId,
          label: tag.name,
          onSelect: () => add.mutate({ memberId, tagId: tag.tagId }),
        }))}
      />
    </div>
  );
}
