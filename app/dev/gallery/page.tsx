import { getLocale } from "next-intl/server";
import { Gallery } from "./gallery";
import { samples } from "./samples";

type Props = { searchParams: Promise<{ brand?: string }> };

export default async function GalleryPage({ searchParams }: Props) {
  const [{ brand }, locale] = await Promise.all([searchParams, getLocale()]);
  return <Gallery words={samples[locale === "en" ? "en" : "ja"]} brand={brand ? `#${brand}` : undefined} />;
}
