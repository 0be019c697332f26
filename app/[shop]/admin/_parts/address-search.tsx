"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { SearchInput } from "@/components/ui/search-input";

/** A search box whose word lives in the address as `q`; a new word begins at the first page. */
export function AddressSearch({ label, placeholder }: { label: string; placeholder?: string }) {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const [isPending, startTransition] = useTransition();
  const go = (q: string) => {
    const next = new URLSearchParams(search);
    next.delete("cursor");
    if (q.trim()) next.set("q", q.trim());
    else next.delete("q");
    startTransition(() => router.replace(`${pathname}?${next.toString()}`, { scroll: false }));
  };
  return (
    <div aria-busy={isPending || undefined} className="w-full sm:w-96">
      <SearchInput label={label} placeholder={placeholder} value={search.get("q") ?? ""} onSearch={go} />
    </div>
  );
}
