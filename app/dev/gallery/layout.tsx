import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { DeskFrame } from "@/app/desk-frame";

/** The gallery is for those who build: it does not exist in production unless GOEN_DEV_ROUTES=1. */
export default function GalleryLayout({ children }: { children: ReactNode }) {
  if (process.env.NODE_ENV === "production" && process.env.GOEN_DEV_ROUTES !== "1") notFound();
  return <DeskFrame>{children}</DeskFrame>;
}
