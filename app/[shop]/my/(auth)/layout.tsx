import type { Metadata } from "next";
import type { ReactNode } from "react";

// Addresses of one-time links are secrets: they must not travel in a Referer header, nor into a search engine.
export const metadata: Metadata = { referrer: "no-referrer", robots: { index: false } };

export default function AuthLayout({ children }: { children: ReactNode }) {
  return children;
}
