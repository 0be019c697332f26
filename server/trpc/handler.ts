import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { contextFor } from "./caller";
import { appRouter } from "./root";

/** Answers tRPC calls at /api/trpc/<shop>/<procedure>. At most ten calls ride in one batch. */
export async function handleTrpc(request: Request, slug: string): Promise<Response> {
  const procedures = new URL(request.url).pathname.split("/").pop()?.split(",").length ?? 0;
  if (procedures > 10) return Response.json({ reason: "kernel.batch_too_large" }, { status: 400 });
  const context = await contextFor(slug);
  if (!context) return Response.json({ reason: "kernel.not_found" }, { status: 404 });
  return fetchRequestHandler({
    endpoint: `/api/trpc/${slug}`,
    req: request,
    router: appRouter,
    createContext: () => context,
    // Screens send queries as POST, see app/trpc-provider.tsx.
    allowMethodOverride: true,
  });
}
