// The code by which a member is known to friends: in an invitation's address, and to be given points by. It says nothing and opens nothing.

/** Without letters that are read as digits or as each other. */
export const friendLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const groups = 4;
export const friendCodeLength = 8;

/** `draw` gives a number below its argument. */
export const friendCode = (draw: (below: number) => number): string =>
  Array.from({ length: friendCodeLength }, () => friendLetters[draw(friendLetters.length)]).join("");

/** As it is kept, from what was typed or scanned: any width, case, spaces and hyphens; null where it cannot be one. */
export function plainFriendCode(typed: string): string | null {
  const plain = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\-\u2010-\u2015\u30fc\u2212]/g, "");
  return plain.length === friendCodeLength && [...plain].every((letter) => friendLetters.includes(letter))
    ? plain
    : null;
}

export const friendCodeForPeople = (code: string): string => `${code.slice(0, groups)}-${code.slice(groups)}`;
