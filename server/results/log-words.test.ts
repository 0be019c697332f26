import { describe, expect, it } from "vitest";
import { verdicts } from "@/server/campaigns/input";
import { logWords } from "./rules/log-words";

const nothing = { verdict: null, lostTo: null, state: null, stateReason: null };

describe("logWords", () => {
  it("has a word and a reason for every verdict in both languages, and leaves no hole in a sentence", () => {
    for (const locale of ["ja", "en"] as const)
      for (const verdict of [null, ...verdicts]) {
        const said = logWords({ ...nothing, verdict, lostTo: "秋のご案内", state: "accepted" }, locale);
        expect(said.verdict).not.toBe("");
        expect(said.why).toMatch(/[。.]$/);
        expect(said.why).not.toContain("{");
      }
    expect(logWords({ ...nothing, verdict: "lost_to", lostTo: "秋のご案内" }, "ja").why).toContain("秋のご案内");
  });

  it("says of a message that did not arrive why, and nothing yet of one that waits", () => {
    const sent = { ...nothing, verdict: "send" as const };
    expect(logWords({ ...sent, state: "failed", stateReason: "no_address" }, "ja")).toEqual({
      verdict: "配信",
      why: "メールアドレスがありません",
      state: "失敗",
    });
    expect(logWords({ ...sent, state: "failed", stateReason: "550 mailbox unavailable" }, "en").why).toBe(
      "The receiving side did not take it",
    );
    expect(logWords({ ...sent, state: "planned" }, "en")).toEqual({ verdict: "Sent", why: "", state: "Planned" });
  });
});
