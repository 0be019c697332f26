/** The cookie in which a device remembers at which store of the shop it stands; not a secret. */
export const storeCookie = (slug: string) => `goen.store.${slug}`;
