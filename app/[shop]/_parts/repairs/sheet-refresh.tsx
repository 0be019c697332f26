"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useTransition } from "react";

const Refresh = createContext({ isRefreshing: false, refresh: () => undefined as void });

export const useSheetRefresh = () => useContext(Refresh);

/** One refresh for all parts of a sheet: until the latest is shown, none of them acts on the version before. */
export function SheetRefresh({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [isRefreshing, startTransition] = useTransition();
  const refresh = () => startTransition(() => router.refresh());
  return <Refresh value={{ isRefreshing, refresh }}>{children}</Refresh>;
}
