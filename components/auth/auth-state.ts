/** What a sign-in form knows after it was sent. */
export interface AuthState {
  /** Kept, so that nobody types an address twice. */
  email?: string;
  isSent?: boolean;
  isDone?: boolean;
  problem?:
    | "wrong"
    | "email"
    | "password"
    | "limited"
    | "link_over"
    | "email_taken"
    | "email_not_proven"
    | "prove_again"
    | "present_password"
    | "unexpected";
  waitMinutes?: number;
  /** The problem in the reader's language, for forms that carry no translations. */
  message?: string;
}

export type AuthAction = (state: AuthState, form: FormData) => Promise<AuthState>;
