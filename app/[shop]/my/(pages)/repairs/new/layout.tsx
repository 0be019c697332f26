import type { ReactNode } from "react";
import { OwnFrame } from "../_parts/own-frame";

export default function Layout({ children }: { children: ReactNode }) {
  return <OwnFrame>{children}</OwnFrame>;
}
