import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { maxBatchSize, whyRefused } from "./admission";
import { contextFor } from "./caller";
import { appRouter } from "./root";

/** Answers tRPC calls at /api/trpc/<shop>/<procedure>. At most ten calls ride in one batch. */
export async function handleTrpc(request: Request, slug: string): Promise<Response> {
  const reason = whyRefused(request);
  if (reason) return Response.json({ reason }, { status: reason === "kernel.other_site" ? 403 : 400 });
  const context = await contextFor(slug);
  if (!context) return Response.json({ reason: "kernel.not_found" }, { status: 404 });
  return fetchRequestHandler({
    endpoint: `/api/trpc/${slug}`,
    req: request,
    router: appRouter,
    createContext: () => context,
    maxBatchSize,
    // Screens send queries as POST, see app/trpc-provider.tsx.
    allowMethodOverride: true,
  });
}
