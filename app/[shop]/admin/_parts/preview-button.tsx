import "server-only";
import { MailPreview } from "@/components/campaigns/mail-preview";

type Mail = { subject: string; html: string; text: string };
type Props = { load: (locale: "ja" | "en") => Promise<Mail | null>; first: "ja" | "en" };

/** The subject as it will read, and a button that shows the whole mail in both languages. */
export async function PreviewButton({ load, first }: Props) {
  const [ja, en] = await Promise.all([load("ja"), load("en")]);
  if (!ja || !en) return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <span className="min-w-0">{(first === "ja" ? ja : en).subject}</span>
      <MailPreview ja={ja} en={en} first={first} />
    </div>
  );
}
