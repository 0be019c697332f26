import { type NextRequest, NextResponse } from "next/server";

/**
 * The content policy of pages, with a nonce of its own for each answer. It decides nothing about who may see what: that is
 * done where the data is read. Styles may be inline (the shop's colour, widths in charts); scripts only with the nonce.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  // Development rebuilds stacks with eval; the barcode reader runs WebAssembly.
  const evals = process.env.NODE_ENV === "development" ? "'unsafe-eval'" : "'wasm-unsafe-eval'";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' ${evals}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  // Layouts know no path, and a stranger is to come back to where they were going.
  headers.set("x-goen-path", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("x-request-id", crypto.randomUUID());
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static|_next/image|demo/|favicon.ico).*)"] };
