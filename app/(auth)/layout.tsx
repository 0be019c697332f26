import type { ReactNode } from "react";
import { DeskFrame } from "@/app/desk-frame";

export default function DoorLayout({ children }: { children: ReactNode }) {
  return <DeskFrame>{children}</DeskFrame>;
}
