import { expect, it } from "vitest";
import { maxBatchSize, whyRefused } from "./admission";

const at = "http://127.0.0.1/api/trpc/aoi/";
const calls = (count: number, comma: string) => new Request(at + Array(count).fill("tenancy.shop").join(comma));

it("counts calls however their commas are written", () => {
  for (const comma of [",", "%2C", "%2c"]) {
    expect(whyRefused(calls(maxBatchSize, comma))).toBeNull();
    expect(whyRefused(calls(maxBatchSize + 1, comma))).toBe("kernel.batch_too_large");
  }
});

it("refuses what another site sends, whatever cookies it brings", () => {
  const post = (site?: string, type = "application/json") => {
    const headers = { "content-type": type, ...(site ? { "sec-fetch-site": site } : {}) };
    return whyRefused(new Request(`${at}members.issueCard`, { method: "POST", headers }));
  };
  for (const site of ["cross-site", "same-site"]) expect(post(site)).toBe("kernel.other_site");
  for (const site of ["same-origin", "none", undefined]) expect(post(site)).toBeNull();
  for (const type of ["multipart/form-data; boundary=x", "text/plain", "application/octet-stream", ""])
    expect(post(undefined, type)).toBe("kernel.other_site");
});
