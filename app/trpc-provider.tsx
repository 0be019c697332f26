"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import type { AppRouter } from "@/server/trpc/root";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
export { useTRPC, useTRPCClient };

/** A refusal is an answer; only what never reached the server, or broke there, is worth asking again. */
const isWorthRetrying = (count: number, error: unknown) =>
  count < 2 && (!(error instanceof TRPCClientError) || (error.data?.httpStatus ?? 503) >= 500);

/** Gives the screens below it every procedure of the shop at `/<shop>`. */
export function ShopApiProvider({ shop, children }: { shop: string; children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // Without a network a call fails at once and says so; waiting in silence for the network helps nobody at a counter.
          queries: { staleTime: 15_000, retry: isWorthRetrying, networkMode: "always" },
          mutations: { networkMode: "always" },
        },
      }),
  );
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        // Queries travel in the body: names, phone numbers and addresses that are searched for stay out of addresses and logs.
        httpBatchLink({ url: `/api/trpc/${shop}`, transformer: superjson, maxItems: 10, methodOverride: "POST" }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
