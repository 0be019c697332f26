"use client";

import { useEffect, useRef, useState } from "react";
import { ChoiceField, TextField } from "@/components/ui/text-field";
import type { Values } from "./draft";
import type { ProfileWords } from "./profile-words";

export interface PlaceFound {
  prefecture: string;
  city: string;
  area: string;
}

interface Props {
  field: (name: string) => React.ComponentProps<typeof TextField>;
  /** `postalCode`, `prefecture`, `city` and `addressLine`, among others. */
  values: Values;
  put: (name: string, value: string) => void;
  words: ProfileWords["postal"];
  findPlaces: (postalCode: string) => Promise<PlaceFound[] | null>;
}

type Found = { kind: "none" | "offline" | "filled" } | { kind: "several"; places: PlaceFound[] };

const digitsOf = (text: string) => text.normalize("NFKC").replaceAll(/\D/g, "");

/** Postal code and address. Seven digits fill in the rest; without a code, or with one nobody knows, one types. */
export function PostalFields({ field, values, put, words, findPlaces }: Props) {
  const [found, setFound] = useState<Found | null>(null);
  const asked = useRef("");
  // What stands there when the answer comes, which may be more than when it was asked for.
  const latest = useRef(values);
  useEffect(() => {
    latest.current = values;
  }, [values]);
  /** The area that a code has put into the line: the next code may replace it, what a person typed may not be. */
  const filledArea = useRef("");

  /** Fields that were changed since `before` stay. */
  const fill = (place: PlaceFound, before: Values) => {
    const now = latest.current;
    for (const name of ["prefecture", "city"] as const) if (now[name] === before[name]) put(name, place[name]);
    const line = now.addressLine ?? "";
    if (line === "" || line === filledArea.current) {
      put("addressLine", place.area);
      filledArea.current = place.area;
    }
    setFound({ kind: "filled" });
  };
  const typed = async (text: string) => {
    put("postalCode", text);
    const code = digitsOf(text);
    if (code === asked.current) return;
    asked.current = code;
    setFound(null);
    if (code.length !== 7) return;
    const before = latest.current;
    const isStill = () => digitsOf(latest.current.postalCode ?? "") === code;
    try {
      const places = await findPlaces(code);
      if (!isStill()) return;
      const [first, ...others] = places ?? [];
      if (!first) setFound({ kind: "none" });
      else if (others.length === 0) fill(first, before);
      else setFound({ kind: "several", places: [first, ...others] });
    } catch {
      if (!isStill()) return;
      asked.current = "";
      setFound({ kind: "offline" });
    }
  };

  return (
    <>
      <TextField
        {...field("postalCode")}
        inputMode="numeric"
        autoComplete="postal-code"
        hint={words.hint}
        onChange={(event) => void typed(event.target.value)}
        note={
          found &&
          found.kind !== "several" && (
            <p role="status" className="text-xs text-ink-2">
              {words[found.kind]}
            </p>
          )
        }
      />
      {found?.kind === "several" && (
        <ChoiceField
          label={words.choose}
          value=""
          onChange={(event) => {
            const place = found.places[Number(event.target.value)];
            if (place) fill(place, values);
          }}
          options={[
            { value: "", label: words.chooseFirst },
            ...found.places.map(({ city, area }, index) => ({ value: String(index), label: `${city}${area}` })),
          ]}
        />
      )}
      <div className="grid grid-cols-[2fr_3fr] items-start gap-x-3 gap-y-5">
        <TextField {...field("prefecture")} autoComplete="address-level1" />
        <TextField {...field("city")} autoComplete="address-level2" />
      </div>
      <TextField {...field("addressLine")} autoComplete="address-line1" />
    </>
  );
}
