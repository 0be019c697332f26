"use client";

import { Printer } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** Opens the browser's own printing. */
export const PrintButton = ({ children }: { children: ReactNode }) => (
  <Button variant="primary" icon={<Printer aria-hidden />} onClick={() => window.print()}>
    {children}
  </Button>
);
