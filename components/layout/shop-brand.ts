import type { ShopBrand } from "./shop-mark";

export interface BrandedShop {
  slug: string;
  name: string;
  brandColor: string;
  logoFileId?: string | null;
}

/** Where a shop's logo is found on its own site. */
export const logoPath = (slug: string, fileId: string): string => `/api/files/${slug}/${fileId}`;

/** Name, colour and logo as every shell shows them. */
export const shopBrand = ({ slug, name, brandColor, logoFileId }: BrandedShop): ShopBrand => ({
  name,
  color: brandColor,
  logoUrl: logoFileId ? logoPath(slug, logoFileId) : null,
});
