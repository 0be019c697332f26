import { and, eq } from "drizzle-orm";
import { resultAnswers } from "@/db/schema/results";
import { type Ctx, read } from "@/server/kernel/ctx";

export const answerKinds = ["overview", "today", "numbers"] as const;
export type AnswerKind = (typeof answerKinds)[number];

export interface KeptAnswer {
  answer: unknown;
  computedAt: Date;
}

/**
 * What the background has reckoned of a large shop (service/keep-answers.ts), so that no look at a page counts millions of rows.
 * Null where nothing is kept: then the shop is small enough to be counted at once.
 */
export async function keptAnswer(ctx: Ctx, kind: AnswerKind, subjectId: string): Promise<KeptAnswer | null> {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ answer: resultAnswers.answer, computedAt: resultAnswers.computedAt })
      .from(resultAnswers)
      .where(
        and(
          eq(resultAnswers.tenantId, ctx.tenant),
          eq(resultAnswers.kind, kind),
          eq(resultAnswers.subjectId, subjectId),
        ),
      ),
  );
  return row ?? null;
}

/** An answer older than this says nothing about now: the background has stopped, and the question is asked afresh. */
const staleAfterMs = 15 * 60_000;
export const isOfNow = (kept: KeptAnswer, now: Date): boolean =>
  now.getTime() - kept.computedAt.getTime() < staleAfterMs;
