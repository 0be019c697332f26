import { describe, expect, it } from "vitest";
import { isCodeFresh, isTicketGood, screenCode, stepAt, ticketOf } from "./code";

const place = { tenant: "t", storeId: "s", token: "AAAA" };
const now = new Date("2026-11-22T03:00:10Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

describe("the code on the store's screen", () => {
  it("opens for a minute or so, at this place only", () => {
    const code = screenCode(place, stepAt(now));
    expect(isCodeFresh(place, code, now)).toBe(true);
    expect(isCodeFresh(place, code, later(60))).toBe(true);
    expect(isCodeFresh(place, code, later(95))).toBe(false);
    expect(isCodeFresh({ ...place, storeId: "other" }, code, now)).toBe(false);
    expect(isCodeFresh({ ...place, token: "BBBB" }, code, now)).toBe(false);
    expect(isCodeFresh({ ...place, tenant: "u" }, code, now)).toBe(false);
  });

  it("is nothing that can be made up or moved in time", () => {
    const code = screenCode(place, stepAt(now));
    const [, mark] = code.split("-");
    for (const forged of ["", "-", "x", `${(stepAt(now) + 1).toString(36)}-${mark}`, `${code}0`, "NaN-aaaaaaaaaaaa"])
      expect(isCodeFresh(place, forged, now)).toBe(false);
    expect(isCodeFresh(place, screenCode(place, stepAt(now) + 5), now)).toBe(false);
  });

  it("gives a ticket for twenty minutes, which is no code", () => {
    const ticket = ticketOf(place, stepAt(now));
    expect(isTicketGood(place, ticket, later(19 * 60))).toBe(true);
    expect(isTicketGood(place, ticket, later(21 * 60))).toBe(false);
    expect(isCodeFresh(place, ticket, now)).toBe(false);
    expect(isTicketGood(place, screenCode(place, stepAt(now)), now)).toBe(false);
  });
});
