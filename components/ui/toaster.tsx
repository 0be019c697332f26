"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toaster as Sonner } from "sonner";

export { toast } from "sonner";

/** Where short messages appear; mounted once in the root layout. Call `toast.success(...)`, `toast.error(...)`. */
export function Toaster() {
  const t = useTranslations("ui");
  return (
    <Sonner
      position="bottom-center"
      style={{ fontFamily: "inherit" }}
      containerAriaLabel={t("notifications")}
      offset={{ bottom: 24 }}
      mobileOffset={{ bottom: 88 }}
      icons={{
        success: <CircleCheck className="size-5 text-ok" />,
        error: <CircleAlert className="size-5 text-danger" />,
        warning: <TriangleAlert className="size-5 text-warn" />,
        info: <Info className="size-5 text-info" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full sm:w-[22rem] items-start gap-3 rounded-lg border border-line bg-raised px-4 py-3 text-sm text-ink shadow-pop",
          icon: "mt-0.5 shrink-0",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-ink-2",
          actionButton: "shrink-0 self-center rounded-md px-2 py-1 font-medium text-brand-text hover:bg-hover",
        },
      }}
    />
  );
}
