import bwip from "bwip-js/node";

// What only this kind of code knows stands apart: the library's types name what every code has.
const look = { eclevel: "M" };

/** A QR code as PNG with its quiet zone, for papers. */
export const qrPicture = (text: string): Promise<Buffer> =>
  bwip.toBuffer({
    bcid: "qrcode",
    text,
    scale: 6,
    paddingwidth: 4,
    paddingheight: 4,
    backgroundcolor: "FFFFFF",
    ...look,
  });
