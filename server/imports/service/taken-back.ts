import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";

class TakenBack extends Error {
  constructor(readonly value: unknown) {
    super("taken back");
  }
}

/** Does the work in a transaction, hands out what it returns, and takes everything back that it wrote. */
export async function takenBack<T>(ctx: Ctx, work: (t: TxCtx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(ctx, async (t) => {
      throw new TakenBack(await work(t));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.value as T;
    throw error;
  }
}
