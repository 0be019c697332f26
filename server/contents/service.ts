import type { z } from "zod";
import { contentVersions } from "@/db/schema/contents";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canFreezeContent } from "./access";
import { freezeContentInput } from "./input";
import { unusableTag } from "./rules/tags";

/**
 * Freezes what a message says and returns the id under which deliveries name it. The id is a function of the content, so the
 * same words are one row however often they are published. Throws `invalid` (`contents.unknown_tag`) for a tag the template
 * cannot fill, `forbidden` for anyone who may not publish.
 */
export async function freezeContent(ctx: Ctx, input: z.input<typeof freezeContentInput>): Promise<string> {
  const reason = canFreezeContent(ctx.actor);
  if (reason) throw new DomainError("forbidden", reason);
  const { template, definition } = parseInput(freezeContentInput, input);
  const tag = unusableTag(template, definition);
  if (tag) throw new DomainError("invalid", "contents.unknown_tag", { tag, template });
  const id = idOfContent(ctx.tenant, template, definition);
  await inTransaction(ctx, (t) =>
    t.tx
      .insert(contentVersions)
      .values({ tenantId: t.tenant, id, template, definition, createdAt: t.now })
      .onConflictDoNothing(),
  );
  return id;
}

/** A uuid (version 8, RFC 9562: made of a hash) that names the content by itself. */
function idOfContent(tenant: string, template: string, definition: unknown): string {
  const hash = requestHash({ tenant, template, definition });
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
