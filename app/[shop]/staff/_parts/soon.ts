import { TRPCClientError } from "@trpc/client";

const waitsMs = 10_000;

/** The answer; after ten seconds an error as without a network, since a line that hangs must not hold up a customer. */
export const soon = <T>(answer: Promise<T>): Promise<T> =>
  Promise.race([
    answer,
    new Promise<never>((_, reject) => setTimeout(() => reject(new TRPCClientError("no answer")), waitsMs)),
  ]);
