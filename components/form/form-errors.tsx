import { Notice } from "@/components/ui/notice";

/** What kept the form from being accepted, at its head; the fields say the rest. */
export function FormErrors({ title, errors }: { title: string; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <Notice tone="danger" title={title}>
      <ul className="list-disc ps-5">
        {errors.map((error) => (
          <li key={error}>{error}</li>
        ))}
      </ul>
    </Notice>
  );
}
