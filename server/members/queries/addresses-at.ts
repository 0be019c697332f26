import { addressesOfCode, type PostalAddress } from "../adapters/postal-codes";
import { normalisePostalCode } from "../rules/contact";

/** The addresses at a postal code as people write it ('〒100-0001', full width); null when it is none, empty when nobody has it. */
export async function addressesAt(postalCode: string): Promise<PostalAddress[] | null> {
  const code = normalisePostalCode(postalCode);
  return code === null ? null : addressesOfCode(code);
}
