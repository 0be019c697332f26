/** Names the mark of a browser in which a member made their link: whoever joins by it there is taken for the same person. */
export const madeHereCookie = (slug: string) => `goen-friend-${slug}`;
