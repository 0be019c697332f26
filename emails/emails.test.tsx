import { render } from "react-email";
import { describe, expect, it } from "vitest";
import { HouseNotice } from "./house-notice";
import { News } from "./news";
import {
  houseNoticePreview,
  newsPreview,
  receiptPreview,
  repairUpdatePreview,
  signInPreview,
  staffNoticePreview,
  warrantyNoticePreview,
} from "./preview";
import {
  mailFrame,
  newsProps,
  receiptProps,
  repairUpdateProps,
  signInProps,
  staffNoticeProps,
  warrantyNoticeProps,
} from "./props";
import { Receipt } from "./receipt";
import { RepairUpdate } from "./repair-update";
import { SignIn } from "./sign-in";
import { StaffNotice } from "./staff-notice";
import { WarrantyNotice } from "./warranty-notice";

const mails = [
  { name: "warranty notice", element: <WarrantyNotice {...warrantyNoticeProps.parse(warrantyNoticePreview)} /> },
  { name: "receipt", element: <Receipt {...receiptProps.parse(receiptPreview)} /> },
  { name: "repair update", element: <RepairUpdate {...repairUpdateProps.parse(repairUpdatePreview)} /> },
  { name: "news", element: <News {...newsProps.parse(newsPreview)} /> },
  { name: "house notice", element: <HouseNotice {...mailFrame.parse(houseNoticePreview)} /> },
  { name: "staff notice", element: <StaffNotice {...staffNoticeProps.parse(staffNoticePreview)} /> },
  { name: "sign-in", element: <SignIn {...signInProps.parse(signInPreview)} /> },
];

describe("every mail", () => {
  for (const { name, element } of mails)
    it(`${name}: names the sender, its address and contact, and no picture carries words alone`, async () => {
      const html = await render(element);
      for (const part of ["株式会社あおい電機", "東京都千代田区外神田1-2-3", "https://example.jp/contact"])
        expect(html).toContain(part);
      expect(html).toContain("prefers-color-scheme: dark");
      expect(html).toContain("max-width:600px");
      // Gmail cuts a mail at 102 kB and hides the footer with it.
      expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    });

  it("offers to stop only what one may stop", async () => {
    expect(await render(<News {...newsPreview} />)).toContain("https://example.jp/aoi/unsubscribe/x");
    expect(await render(<SignIn {...signInPreview} />)).not.toContain("unsubscribe");
  });
});
