import { getTranslations } from "next-intl/server";
import { ShiftCounter } from "../_parts/shift-counter";

interface Props {
  searchParams: Promise<{ day?: string; who?: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("staff.nav"))("shift") });

/** What this store did on a business day: ?day=2026-11-22&who=me. */
export default async function ShiftPage({ searchParams }: Props) {
  const { day, who } = await searchParams;
  const asked = day && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined;
  return <ShiftCounter day={asked} isMine={who === "me"} />;
}
