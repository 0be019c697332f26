// The members desk in the words of the screen. Every journey makes the members it needs: the demo shop is everybody's.
import { type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { test as plain } from "../testing/journey";
import { base, signIn } from "./office";

type SignedIn = Exclude<BrowserContextOptions["storageState"], string | undefined>;

/** A journey at the desk, signed in already; each worker signs in once, as often as an account may. */
export const test = plain.extend<object, { signedIn: SignedIn }>({
  signedIn: [
    async ({ browser }, provide, { project }) => {
      const { baseURL, locale } = project.use;
      const context = await browser.newContext({ baseURL, locale });
      const page = await context.newPage();
      await signIn(page, "marketing", `${base}/members`);
      const state = await context.storageState();
      await context.close();
      await provide(state);
    },
    { scope: "worker" },
  ],
  storageState: ({ signedIn }, provide) => provide(signedIn),
});

interface Person {
  familyName?: string;
  givenName?: string;
  familyKana?: string;
  givenKana?: string;
  phone?: string;
  email?: string;
  mailConsent?: boolean;
  birthday?: string;
  postalCode?: string;
}

/** A word that no other journey uses. */
export const unlike = () => Math.random().toString(36).slice(2, 10);
/** Eight digits of a mobile number that no other journey uses. */
export const freePhone = () => `090${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;

/** Asks the product as the screens do, as whoever is signed in on the page. */
async function ask<Answer>(page: Page, procedure: string, input: object): Promise<Answer> {
  return page.evaluate(
    async ([path, body]) => {
      const response = await fetch(path ?? "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: body ?? "",
      });
      const answer = (await response.json()) as { result?: { data: { json: unknown } } };
      if (!answer.result) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
      return answer.result.data.json as never;
    },
    [`/api/trpc/aoi/${procedure}`, JSON.stringify({ json: input })],
  );
}

/** Takes a person into the program, as the counter would; gives the id. */
export const join = async (page: Page, person: Person): Promise<string> => (await joinWithCard(page, person)).memberId;

/** The same; gives the number of the card as well. */
export async function joinWithCard(page: Page, person: Person): Promise<{ memberId: string; memberNo: string }> {
  if (page.url() === "about:blank") await page.goto(`${base}/members`);
  return ask(page, "members.join", person);
}

/** Gives points by hand. */
export const give = (page: Page, memberId: string, points: number) =>
  ask(page, "points.adjust", { memberId, key: unlike(), points, reason: "移行" });

/** Opens a part of a member's page. */
export async function openMember(page: Page, memberId: string, view = ""): Promise<void> {
  await page.goto(`${base}/members/${memberId}${view && `?view=${view}`}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}
