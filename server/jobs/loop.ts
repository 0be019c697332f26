import { log } from "@/server/kernel/log";

export interface Loop {
  /** Ends after the round in hand. */
  stop(): Promise<void>;
}

/** Calls `round` again and again, `pauseMs` apart, or at once while a round says there is more. A failing round is logged and tried again. */
export function startLoop(name: string, pauseMs: number, round: () => Promise<boolean>): Loop {
  const stopping = new AbortController();
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      const hasMore = await round().catch((error: unknown) => {
        log.error({ loop: name, err: error }, "round failed");
        return false;
      });
      if (!hasMore) await pause(pauseMs, stopping.signal);
    }
  })();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Runs `stop` once on SIGTERM or SIGINT and ends the process; what is in hand is finished first. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = () => {
    if (isStopping) return;
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}
