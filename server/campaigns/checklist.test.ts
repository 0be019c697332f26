import { describe, expect, it } from "vitest";
import { newsDraft } from "@/db/testing/campaign-factories";
import { campaignDraft, type CampaignDraft } from "./input";
import { needsApproval } from "./rules/approval";
import {
  type Audience,
  audienceFindings,
  definitionOf,
  draftFindings,
  type LaunchPlace,
  whatIsMissing,
} from "./rules/checklist";
import { nextRuns } from "./rules/timing";

const place: LaunchPlace = {
  now: new Date("2026-11-22T03:00:00Z"),
  timeZone: "Asia/Tokyo",
  quietStartMinutes: 1260,
  quietEndMinutes: 540,
  messageClass: "marketing",
  mayPublishService: false,
  sender: {
    address: "shop@example.jp",
    name: "試験商店",
    legalName: "株式会社試験商店",
    legalAddress: "東京都千代田区1-1-1",
    contactUrl: "https://example.jp/contact",
  },
};
const at = (iso: string, validHours = 24) => ({ kind: "once" as const, at: iso, validHours });
const draft = (changes: Partial<CampaignDraft> = {}): CampaignDraft => ({
  ...campaignDraft.parse({ ...newsDraft(), timing: at("2026-11-25T03:00:00Z"), holdoutPercent: 10 }),
  ...changes,
});
const texts = (changes: Partial<NonNullable<CampaignDraft["contents"]>["texts"]["ja"]>) => {
  const { contents } = draft();
  if (!contents) throw new Error("no contents");
  return { contents: { ...contents, texts: { ...contents.texts, ja: { ...contents.texts.ja, ...changes } } } };
};
const codes = (of: CampaignDraft, where: Partial<LaunchPlace> = {}) =>
  draftFindings(of, { ...place, ...where }).map(({ code, weight }) => `${weight} ${code}`);

describe("a draft before its launch", () => {
  it("has nothing to be said about it when all is well", () => {
    expect(codes(draft())).toEqual([]);
    expect(definitionOf(draft())).not.toBeNull();
  });

  it("says what is missing, in the order of the steps", () => {
    expect(codes({})).toEqual([
      "block no_target",
      "block no_offer",
      "block no_timing",
      "block no_channel",
      "block no_contents",
    ]);
    expect(whatIsMissing({})).toBe("target");
    expect(definitionOf({})).toBeNull();
  });

  it.each<[string, Partial<CampaignDraft>, string[]]>([
    ["no day yet", { timing: { kind: "once", at: null, validHours: 24 } }, ["block timing_once"]],
    ["half a schedule", { timing: { kind: "cron", expression: "soon", validHours: 24 } }, ["block timing_cron"]],
    [
      "a day that never comes",
      { timing: { kind: "cron", expression: "0 9 31 2 *", validHours: 24 } },
      ["block timing_cron"],
    ],
    ["a time that has passed", { timing: at("2026-11-22T02:00:00Z") }, ["warn timing_past"]],
    ["a time at night", { timing: at("2026-11-25T14:00:00Z") }, ["warn timing_quiet"]],
    ["too late by the morning", { timing: at("2026-11-25T14:00:00Z", 3) }, ["block timing_quiet_lost"]],
    ["night does not matter", { timing: at("2026-11-25T14:00:00Z", 3), respectsQuietHours: false }, ["warn quiet_off"]],
    ["no control group", { holdoutPercent: 0 }, ["warn no_holdout"]],
    ["no cap", { isCapped: false }, ["warn cap_off"]],
    ["an empty subject", texts({ subject: " " }), ["block text_missing"]],
    ["a subject too long", texts({ subject: "あ".repeat(121) }), ["block text_long", "warn subject_long"]],
    ["braces left open", texts({ heading: "{{name" }), ["block text_braces"]],
    ["a tag of another template", texts({ heading: "{{product}}" }), ["block text_tag"]],
    ["a tag nobody knows", texts({ button: "{{secret}}" }), ["block text_tag"]],
    ["no text", texts({ body: ["", " "] }), ["warn body_empty"]],
    ["a bare address", texts({ body: ["https://example.jp"] }), ["warn bare_link"]],
  ])("%s", (_, changes, expected) => expect(codes(draft(changes))).toEqual(expected));

  it("blocks what the law asks for: who sends it, from where, and whom to ask", () => {
    const blank = { ...place.sender, legalName: " ", contactUrl: "" };
    expect(codes(draft(), { sender: blank })).toEqual(["block no_legal_sender", "block no_contact"]);
    expect(codes(draft(), { sender: { ...place.sender, address: "" } })).toEqual(["block no_sender"]);
    expect(codes(draft(), { messageClass: "service" })).toEqual(["block service_owner"]);
  });

  it("publishes texts without their empty paragraphs", () => {
    const ready = definitionOf(draft(texts({ body: ["はじめ", "", "  ", "おわり "] })));
    expect(ready?.contents.texts.ja.body).toEqual(["はじめ", "おわり"]);
  });
});

describe("its audience", () => {
  const counts = (changes: Partial<Audience>): Audience => ({
    candidates: 1e3,
    noConsent: 0,
    suppressed: 0,
    noAddress: 0,
    heldOut: 100,
    capped: 0,
    sent: 900,
    ...changes,
  });
  const said = (changes: Partial<Audience>, of = draft()) =>
    audienceFindings(counts(changes), of).map(({ code, weight }) => `${weight} ${code}`);

  it("is someone who can be reached", () => {
    expect(said({})).toEqual([]);
    expect(said({ candidates: 0 })).toEqual(["block target_empty"]);
    expect(said({ sent: 0 })).toEqual(["block nobody_reached"]);
    expect(said({ heldOut: 29 })).toEqual(["warn holdout_small"]);
    expect(said({ capped: 3 })).toEqual(["warn some_capped"]);
  });

  it("may be nobody today where each has a date of their own", () => {
    const byDate = draft({
      timing: {
        kind: "date_of_fact",
        fact: "birthday",
        offsetDays: 0,
        atMinutes: 600,
        windowDays: 3,
        backlogDays: 0,
        validHours: 24,
      },
    });
    expect(said({ candidates: 0 }, byDate)).toEqual(["warn nobody_next"]);
    expect(said({ sent: 0 }, byDate)).toEqual(["warn nobody_reached"]);
  });
});

it("asks a second person above the limit, and when nobody could count", () => {
  expect([
    needsApproval(100, 100),
    needsApproval(101, 100),
    needsApproval(null, 100),
    needsApproval(null, null),
  ]).toEqual([false, true, true, false]);
});

it("shows the next five times of a schedule, in the shop's zone", () => {
  const runs = nextRuns({ kind: "cron", expression: "0 10 * * 1", validHours: 24 }, place, 5);
  expect(runs.map((run) => run.toISOString())).toEqual([
    "2026-11-23T01:00:00.000Z",
    "2026-11-30T01:00:00.000Z",
    "2026-12-07T01:00:00.000Z",
    "2026-12-14T01:00:00.000Z",
    "2026-12-21T01:00:00.000Z",
  ]);
  expect(nextRuns({ kind: "once", at: "2026-11-25T03:00:00Z", validHours: 24 }, place, 5)).toHaveLength(1);
});
