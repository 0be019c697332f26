import { useTranslations } from "next-intl";

/** Pictures of a repair, each opening in its own tab at full size. */
export function PhotoStrip({ shop, photos }: { shop: string; photos: readonly { fileId: string }[] }) {
  const t = useTranslations("repairs.page");
  return (
    <ul className="grid grid-cols-3 gap-2 sm:grid-cols-5">
      {photos.map(({ fileId }, place) => (
        <li key={fileId}>
          <a href={`/api/files/${shop}/${fileId}`} target="_blank" rel="noopener" className="block rounded-lg">
            <img
              src={`/api/files/${shop}/${fileId}`}
              alt={t("photoOf", { n: place + 1 })}
              loading="lazy"
              decoding="async"
              className="aspect-square w-full rounded-lg border border-line bg-sunken object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
