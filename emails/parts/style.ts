import type { CSSProperties } from "react";

const font =
  "'Hiragino Sans','Hiragino Kaku Gothic ProN','Noto Sans JP','Yu Gothic',Meiryo,'Segoe UI',Helvetica,Arial,sans-serif";

// Inline for clients that drop <style>; the classes only add what a dark screen needs.
export const style = {
  body: { margin: 0, padding: "24px 0", backgroundColor: "#f3f4f6", fontFamily: font, color: "#1a1d21" },
  container: { width: "100%", maxWidth: "600px", backgroundColor: "#ffffff", borderRadius: "12px", overflow: "hidden" },
  pad: { padding: "0 28px" },
  heading: { fontSize: "21px", lineHeight: "30px", fontWeight: 700, margin: "28px 0 14px", color: "#1a1d21" },
  subheading: { fontSize: "15px", lineHeight: "22px", fontWeight: 700, margin: "0 0 10px", color: "#1a1d21" },
  text: { fontSize: "15px", lineHeight: "26px", margin: "0 0 14px", color: "#1a1d21" },
  quiet: { fontSize: "12px", lineHeight: "20px", margin: "0 0 4px", color: "#5d6470" },
  card: { backgroundColor: "#f6f7f9", borderRadius: "10px", padding: "16px 18px", margin: "6px 0 20px" },
  strong: { fontSize: "17px", lineHeight: "26px", fontWeight: 700, margin: "0", color: "#1a1d21" },
  figure: { fontSize: "26px", lineHeight: "34px", fontWeight: 700, margin: "0", color: "#1a1d21" },
  price: { fontSize: "14px", lineHeight: "22px", margin: "2px 0 0", color: "#1a1d21" },
  link: { color: "#2b5fa8", textDecoration: "underline" },
  rule: { borderColor: "#e3e6ea", margin: "24px 0 18px" },
} satisfies Record<string, CSSProperties>;

export const darkStyle = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body, .m-body, body > table, body > table > tbody > tr > td { background-color: #111316 !important; }
  .m-paper { background-color: #1b1e23 !important; }
  .m-card { background-color: #252a31 !important; }
  .m-ink { color: #eef0f3 !important; }
  .m-quiet { color: #a5adb9 !important; }
  .m-link { color: #8db8f5 !important; }
  .m-warn { color: #ff9b8f !important; }
  .m-rule { border-color: #343a43 !important; }
}`;
