/** Everything the profile form says; it carries no translations to the phone. */
export interface ProfileWords {
  groups: { name: string; address: string; contact: string; about: string };
  fields: Record<string, string>;
  genders: { value: string; label: string }[];
  kanaHint: string;
  phoneHint: string;
  postal: { hint: string; none: string; offline: string; filled: string; choose: string; chooseFirst: string };
  save: string;
  saved: string;
  discard: string;
  restored: string;
  discardDraft: string;
  signedOut: string;
  signIn: string;
  offline: string;
  /** With {value} where the other content stands. */
  theirs: string;
  useTheirs: string;
  empty: string;
}
