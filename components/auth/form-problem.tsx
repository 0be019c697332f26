/** Why a form of My Page was not accepted, in words that the server chose; nothing while it was. */
export const FormProblem = ({ message }: { message: string | undefined }) =>
  message ? (
    <p role="alert" className="rounded-lg border border-danger/25 bg-danger-soft px-4 py-3 text-sm text-danger">
      {message}
    </p>
  ) : null;
