import { chooseLocale } from "@/components/format/locale";
import { en } from "@/components/messages/en";
import { ja } from "@/components/messages/ja";

const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A page for a link that leads nowhere any more: small, without scripts, in the reader's language. */
export function deadLinkPage(request: Request, kind: "expired" | "altered"): Response {
  const locale = chooseLocale(undefined, request.headers.get("accept-language"));
  const words = (locale === "ja" ? ja : en).delivery.link[kind];
  const html = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escape(words.title)}</title><style>
:root{color-scheme:light dark}body{margin:0;min-height:100dvh;display:grid;place-items:center;font:16px/1.8 system-ui,sans-serif;background:Canvas;color:CanvasText}
main{max-width:26rem;padding:2rem}h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:0;opacity:.8}</style></head>
<body><main><h1>${escape(words.title)}</h1><p>${escape(words.description)}</p></main></body></html>`;
  return new Response(request.method === "HEAD" ? null : html, {
    status: kind === "expired" ? 410 : 404,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}
