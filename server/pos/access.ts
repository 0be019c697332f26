import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";

export interface Till {
  /** What its calls are told apart by. */
  device: string;
  storeId: string | null;
}

/** The till behind a key; a key without a device's name is a till by itself. Throws forbidden `pos.till_only` for everybody else. */
export function tillOf(actor: Actor): Till {
  if (actor.kind !== "api_key") throw new DomainError("forbidden", "pos.till_only");
  return { device: `${actor.storeId ?? "any"}:${actor.device ?? actor.id}`, storeId: actor.storeId };
}
