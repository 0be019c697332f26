"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useTransition } from "react";

/** `quietly`: what changed bears no version of the sheet, and nothing need wait for it. */
type Refreshing = { isRefreshing: boolean; refresh: (quietly?: boolean) => void };

const Refresh = createContext<Refreshing>({ isRefreshing: false, refresh: () => undefined });

export const useSheetRefresh = () => useContext(Refresh);

/** One refresh for all parts of a sheet: until the latest is shown, none of them acts on the version before. */
export function SheetRefresh({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [isRefreshing, startTransition] = useTransition();
  const refresh = (quietly = false) => (quietly ? router.refresh() : startTransition(() => router.refresh()));
  return <Refresh value={{ isRefreshing, refresh }}>{children}</Refresh>;
}
