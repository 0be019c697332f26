import { expect, it } from "vitest";
import type { CouponDefinition } from "../input";
import { isWithinHours } from "./basket";

it("hours over midnight belong to the evening on which they began", () => {
  const night: CouponDefinition["hours"] = { weekdays: [5], fromMinutes: 1_320, toMinutes: 120 };
  expect([
    isWithinHours(night, 5, 1_330),
    isWithinHours(night, 6, 60),
    isWithinHours(night, 5, 60),
    isWithinHours(night, 6, 1_330),
  ]).toEqual([true, true, false, false]);
});
