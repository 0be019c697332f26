import { describe, expect, it } from "vitest";
import { deviceOf, isLineBrowser } from "./device";

const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const pixel = "Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/X; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0";

describe("deviceOf", () => {
  it.each([
    [`${iphone} Mobile/15E148 Safari Line/14.19.1`, "line", "iphone"],
    [`${pixel} Chrome/131.0.0.0 Mobile Safari/537.36 Line/14.19.1/IAB`, "line", "android"],
    [`${iphone} Version/18.1 Mobile/15E148 Safari/604.1`, "safari", "iphone"],
    [`${iphone} CriOS/131.0.0.0 Mobile/15E148 Safari/604.1`, "chrome", "iphone"],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0",
      "edge",
      "windows",
    ],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 14.7; rv:133.0) Gecko/20100101 Firefox/133.0", "firefox", "mac"],
    [
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36",
      "samsung",
      "android",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36", "chrome", "linux"],
  ])("%s", (userAgent, browser, system) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system });
  });

  it("guesses nothing", () => {
    expect(deviceOf(null)).toEqual({ browser: "other", system: "other" });
    expect(deviceOf("curl/8.0 Online/2")).toEqual({ browser: "other", system: "other" });
    expect(isLineBrowser("Mozilla/5.0 Airline/3")).toBe(false);
  });
});
