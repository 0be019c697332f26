import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import bwip from "bwip-js/node";
import { issueCard, standAtCounter, test as base } from "./counter";

const film = join("test-results", `card-${process.pid}.y4m`);

/** A film of a card with this number held before the camera: bars on white, raw YUV 4:2:0. */
function filmCard(memberNo: string): void {
  const [drawing] = bwip.raw("code128", memberNo, {}) as { sbs: number[] }[];
  const bars = drawing?.sbs ?? [];
  const [width, height, unit] = [1280, 720, 6];
  const light = Buffer.alloc(width * height, 235);
  let x = Math.floor((width - bars.reduce((sum, bar) => sum + bar, 0) * unit) / 2);
  for (const [index, bar] of bars.entries()) {
    // Bars and spaces take turns.
    if (index % 2 === 0)
      for (let row = 200; row < 520; row++) light.fill(16, row * width + x, row * width + x + bar * unit);
    x += bar * unit;
  }
  const frame = Buffer.concat([Buffer.from("FRAME\n"), light, Buffer.alloc((width * height) / 2, 128)]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(film, Buffer.concat([head, ...Array.from({ length: 10 }, () => frame)]));
}

const test = base.extend<object, { launchOptions: { args?: string[] } }>({
  launchOptions: [
    async ({ launchOptions }, provide) => {
      const camera = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-video-capture=${film}`,
      ];
      await provide({ ...launchOptions, args: [...(launchOptions.args ?? []), ...camera] });
    },
    { scope: "worker" },
  ],
});

test("the camera reads a card; what reads it comes from the shop's own server", async ({ page }) => {
  mkdirSync("test-results", { recursive: true });
  const foreign: string[] = [];
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !["localhost", "127.0.0.1"].includes(hostname)) foreign.push(request.url());
  });
  await standAtCounter(page);
  const card = await issueCard(page);
  filmCard(card);
  await page.getByRole("button", { name: "次のお客様へ" }).click();
  await page.getByRole("button", { name: "カメラで読み取る" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^会員 29/ })).toContainText(card.slice(0, 4));
  expect(foreign).toEqual([]);
});
