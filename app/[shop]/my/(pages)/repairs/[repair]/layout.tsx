import type { ReactNode } from "react";
import { DeskFrame } from "@/app/desk-frame";

export default function RepairLayout({ children }: { children: ReactNode }) {
  return <DeskFrame>{children}</DeskFrame>;
}
