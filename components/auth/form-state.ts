/** What a form about one's own account knows after it was sent. */
export interface FormState {
  /** Why it was not accepted, in the reader's words. */
  problem?: string;
  isDone?: boolean;
  /** Recovery codes, shown this once. */
  codes?: string[];
  /** A second step that is being set up. */
  setup?: { secret: string; qr: string };
  /** What was typed, except secrets. */
  kept?: Record<string, string>;
}

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;
