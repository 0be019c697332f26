"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { StepName } from "./work";

/** The question a step answers. The focus goes to it when the step changes, so that keys and voice begin at the top. */
export function StepHead({ step, takesFocus }: { step: StepName; takesFocus: boolean }) {
  const t = useTranslations("composer");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: false });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each step takes the focus anew
  }, [takesFocus, step]);
  return (
    <div className="mb-4">
      <h2 ref={heading} tabIndex={-1} className="text-xl outline-none">
        {t(`steps.${step}`)}
      </h2>
      <p className="mt-1 text-sm text-ink-3">{t(`lead.${step}`)}</p>
    </div>
  );
}
