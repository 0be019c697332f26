"use client";

import type { ComponentProps } from "react";
import { BrandForm } from "../../settings/_parts/brand-form";
import { CardForm } from "../../settings/_parts/card-form";
import { PointsForm } from "../../settings/_parts/points-form";
import { useStep } from "./use-step";

type Step<T> = Omit<T, "step"> & { nextHref: string };

// Forms of the settings as steps: the same checks, the same drafts; saving leads on.

export const BrandStep = ({ nextHref, ...form }: Step<ComponentProps<typeof BrandForm>>) => (
  <BrandForm {...form} step={useStep("brand", nextHref).form} />
);

export const PointsStep = ({ nextHref, ...form }: Step<ComponentProps<typeof PointsForm>>) => (
  <PointsForm {...form} step={useStep("points", nextHref).form} />
);

export const CardStep = ({ nextHref, ...form }: Step<ComponentProps<typeof CardForm>>) => (
  <CardForm {...form} step={useStep("card", nextHref).form} />
);
