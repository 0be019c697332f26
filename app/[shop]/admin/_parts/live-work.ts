import type { Work } from "@/components/campaigns/composer/work";
import type { FrozenDefinition } from "@/server/campaigns/input";

/** The version that runs, as the composer edits things: for comparing the two. A version has no name of its own. */
export function liveWork(name: string, definition: FrozenDefinition): Work {
  const { messageClass, priority, contentId: _, ...draft } = definition;
  return { name, messageClass, priority, draft };
}
