import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

/** Files are taken in by those whose role carries it, and from the command line. Null means yes. */
export const canImport = (actor: Actor): string | null => (staffMay(actor, "imports.run") ? null : "imports.role");
