import type { ReactNode } from "react";
import { DeskFrame } from "@/app/desk-frame";

export default function RequestLayout({ children }: { children: ReactNode }) {
  return <DeskFrame>{children}</DeskFrame>;
}
