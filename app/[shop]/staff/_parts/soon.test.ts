import { TRPCClientError } from "@trpc/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { soon } from "./soon";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("an answer and a refusal pass", async () => {
  await expect(soon(Promise.resolve("found"))).resolves.toBe("found");
  await expect(soon(Promise.reject(new Error("refused")))).rejects.toThrow("refused");
});

test("a line that hangs counts as no network", async () => {
  const failure = soon(new Promise(() => undefined)).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(10_000);
  const error = await failure;
  expect(error).toBeInstanceOf(TRPCClientError);
  expect((error as TRPCClientError<never>).data).toBeFalsy();
});
