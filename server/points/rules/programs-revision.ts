/**
 * Tells one list of versions from every other: ids rise with time, so a version that came and a planned one that went do not cancel out.
 * "" while there is none.
 */
export const programsRevision = (programs: readonly { id: string }[]): string =>
  programs.length === 0
    ? ""
    : `${programs.length}:${programs
        .map(({ id }) => id)
        .sort()
        .at(-1)}`;
