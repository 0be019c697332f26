"use client";

import { useEffect, useRef, useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import type { PostalFinding, StoreForm } from "@/components/settings/store-fields";

/** Fills a store's address from its postal code, once seven digits are typed; an address that somebody wrote stays. */
export function usePostalCode(values: StoreForm, change: (values: StoreForm) => void) {
  const client = useTRPCClient();
  const [found, setFound] = useState<Pick<PostalFinding, "says" | "areas">>({ says: null, areas: [] });
  // What stands there when the answer comes, which may be more than when it was asked for.
  const latest = useRef(values);
  useEffect(() => {
    latest.current = values;
  }, [values]);
  const filled = useRef("");
  const fill = (address: string) => {
    filled.current = address;
    change({ ...latest.current, address });
  };
  const onPostalCode = async (text: string) => {
    setFound({ says: null, areas: [] });
    const code = digitsOf(text);
    if (code.length !== 7) return;
    // Without an answer the address is typed by hand.
    const places = await client.account.addressesAt.query({ postalCode: code }).catch(() => null);
    if (!places || digitsOf(latest.current.postalCode) !== code) return;
    const areas = [...new Set(places.map(({ prefecture, city, area }) => `${prefecture}${city}${area}`))];
    const isFree = latest.current.address === "" || latest.current.address === filled.current;
    const [first] = places;
    if (first && isFree) fill(areas.length === 1 ? (areas[0] ?? "") : `${first.prefecture}${first.city}`);
    setFound({ says: first ? (isFree ? "foundAddress" : null) : "noAddress", areas });
  };
  return { postal: { ...found, onChoose: fill }, onPostalCode };
}

const digitsOf = (text: string): string => text.normalize("NFKC").replace(/\D/g, "");
