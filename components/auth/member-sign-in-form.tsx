"use client";

import { useRouter } from "next/navigation";
import { useActionState, useEffect, useState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { AuthAction, AuthState } from "./auth-state";
import { FormProblem } from "./form-problem";

export interface SignInWords {
  email: string;
  password: string;
  submit: string;
  sendLink: string;
  withPassword: string;
  withLink: string;
  sentTitle: string;
  /** With {email} where the address stands. */
  sent: string;
  notArrived: string;
  /** Inside LINE: a mail's link opens another browser. */
  inLine: string | null;
}

type Way = "password" | "link";
interface Props {
  action: AuthAction;
  way: Way;
  /** The same page with the other way in, for a browser whose scripts have not come. */
  otherHref: string;
  words: SignInWords;
}

/** When the link has been opened in another tab, this one finds itself signed in as soon as it is looked at again. */
function useRefreshOnReturn(isWaiting: boolean) {
  const router = useRouter();
  useEffect(() => {
    if (!isWaiting) return;
    const look = () => {
      if (document.visibilityState === "visible") router.refresh();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [isWaiting, router]);
}

const quietLink = "inline-flex min-h-11 items-center text-brand-text underline underline-offset-4";

/** Address and password, or address alone for a link by mail. What was typed stays when one changes one's mind. */
export function MemberSignInForm({ action, way: firstWay, otherHref, words }: Props) {
  const [state, send] = useActionState(action, {});
  const [way, setWay] = useState<Way>(firstWay);
  const [email, setEmail] = useState(state.email ?? "");
  const [putAside, setPutAside] = useState<AuthState | null>(null);
  const isSent = state.isSent === true && state !== putAside;
  useRefreshOnReturn(isSent);
  const other = way === "password" ? "link" : "password";
  if (isSent) {
    const again = () => {
      setWay("password");
      setPutAside(state);
    };
    return (
      <div className="grid gap-4">
        <div role="status" className="rounded-lg border border-ok/25 bg-ok-soft px-4 py-3 text-sm">
          <p className="font-medium text-ok">{words.sentTitle}</p>
          <p className="break-words text-ink-2">{words.sent.replace("{email}", state.email ?? "")}</p>
        </div>
        {words.inLine && <p className="text-sm text-ink-2">{words.inLine}</p>}
        <p className="text-sm text-ink-3">{words.notArrived}</p>
        <p className="text-center text-sm">
          <button type="button" onClick={again} className={quietLink}>
            {words.withPassword}
          </button>
        </p>
      </div>
    );
  }
  return (
    <form action={send} className="grid gap-5">
      <FormProblem message={state.message} />
      <input type="hidden" name="way" value={way} />
      <TextField
        label={words.email}
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      {way === "password" && (
        <TextField
          label={words.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
        />
      )}
      <SubmitButton variant="primary" block>
        {way === "password" ? words.submit : words.sendLink}
      </SubmitButton>
      {words.inLine && way === "link" && <p className="text-xs text-ink-3">{words.inLine}</p>}
      <p className="text-center text-sm">
        <a
          href={otherHref}
          onClick={(event) => {
            event.preventDefault();
            setWay(other);
          }}
          className={quietLink}
        >
          {way === "password" ? words.withLink : words.withPassword}
        </a>
      </p>
    </form>
  );
}
