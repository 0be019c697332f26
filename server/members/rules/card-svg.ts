import bwip from "bwip-js/node";

export type Symbology = "code128" | "nw7" | "ean13" | "qr";

const encoders: Record<Symbology, (memberNo: string) => { bcid: string; text: string }> = {
  code128: (text) => ({ bcid: "code128", text }),
  // NW-7 needs start and stop letters; A...A is what Japanese member cards print.
  nw7: (text) => ({ bcid: "rationalizedCodabar", text: `A${text}A` }),
  ean13: (text) => ({ bcid: "ean13", text }),
  qr: (text) => ({ bcid: "qrcode", text }),
};

/**
 * The card's code as an SVG without colours of its own: dark bars on the white that the quiet zone brings along, whatever the
 * page's theme is. A number from an earlier program that is no EAN-13 is drawn as CODE128.
 */
export function cardSvg(memberNo: string, symbology: Symbology): string {
  const isEan = /^\d{13}$/.test(memberNo);
  const isDrawable = symbology === "ean13" ? isEan : symbology === "nw7" ? /^\d+$/.test(memberNo) : true;
  const drawn = isDrawable ? symbology : "code128";
  const quiet = drawn === "qr" ? 4 : 10;
  return bwip.toSVG({
    ...encoders[drawn](memberNo),
    ...(drawn === "qr" ? { eclevel: "M" } : { height: 14 }),
    paddingwidth: quiet,
    paddingheight: drawn === "qr" ? quiet : 2,
    backgroundcolor: "FFFFFF",
    includetext: false,
  });
}
