import type { LinkName } from "./tracking-token";

export interface Hit {
  kind: "open" | "click" | "honeypot";
  link: LinkName | null;
  at: Date;
  userAgent: string | null;
  method: string;
}

/** Why a hit is a machine's; null when it looks like a person's. */
export type MachineReason = "head_request" | "known_scanner" | "no_agent" | "too_soon" | "honeypot" | "burst" | null;

/** Nobody opens a mail, or follows its link, sooner than this after it was handed over. */
export const tooSoonMs = 2_000;
/** So many different links within so short a time are followed by scanners only. */
const burst = { links: 3, withinMs: 3_000 };
const honeypotWithinMs = 60_000;

// Security gateways and link checkers. Gmail's and Yahoo's image proxies are not among them: they load when a person opens.
const scanners =
  /bot\b|crawl|spider|scan|preview|curl|wget|python|go-http|okhttp|java\/|headless|barracuda|proofpoint|mimecast|safelinks|symantec|trendmicro|trend micro|fortinet|sophos|cloudmark|urldefense|phish|virus|monitor/i;
/** Apple's privacy prefetch says no more than this, whether or not the mail is ever opened. */
const applePrefetch = /^Mozilla\/5\.0$/;

/** Judges the hits of one delivery together. Returns one reason per hit, in their order. */
export function machineReasons(hits: readonly Hit[], handedAt: Date | null): MachineReason[] {
  const clicks = hits.filter((hit) => hit.kind !== "open");
  const traps = hits.filter((hit) => hit.kind === "honeypot");
  return hits.map((hit): MachineReason => {
    if (hit.kind === "honeypot") return "honeypot";
    if (hit.method !== "GET") return "head_request";
    if (!hit.userAgent?.trim()) return "no_agent";
    if (scanners.test(hit.userAgent) || applePrefetch.test(hit.userAgent)) return "known_scanner";
    if (handedAt && hit.at.getTime() - handedAt.getTime() < tooSoonMs) return "too_soon";
    if (
      traps.some(
        (trap) =>
          trap.userAgent === hit.userAgent && Math.abs(trap.at.getTime() - hit.at.getTime()) <= honeypotWithinMs,
      )
    )
      return "honeypot";
    if (hit.kind === "click") {
      const near = clicks.filter((other) => Math.abs(other.at.getTime() - hit.at.getTime()) <= burst.withinMs);
      if (new Set(near.map((other) => other.link)).size >= burst.links) return "burst";
    }
    return null;
  });
}
