import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { AuthState } from "./auth-state";

/** Why a sign-in form was not accepted; nothing while it was. */
export function AuthProblem({ state }: { state: AuthState }) {
  const t = useTranslations("auth.problems");
  if (!state.problem) return null;
  return <Notice tone="danger">{t(state.problem, { minutes: state.waitMinutes ?? 1 })}</Notice>;
}
