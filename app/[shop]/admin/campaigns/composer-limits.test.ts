import { expect, it } from "vitest";
import { templateTags, textLimits } from "@/components/campaigns/composer/contents-step";
import { mailTexts, tagsOf } from "@/server/contents/input";

it("keeps the limits of the screen and of the schema together", () => {
  for (const field of ["subject", "preheader", "heading", "button"] as const) {
    expect(mailTexts.shape[field].safeParse("a".repeat(textLimits[field])).success).toBe(true);
    expect(mailTexts.shape[field].safeParse("a".repeat(textLimits[field] + 1)).success).toBe(false);
  }
  for (const [template, tags] of Object.entries(templateTags))
    expect(tagsOf[template as keyof typeof templateTags]).toEqual(tags);
});
