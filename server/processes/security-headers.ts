/** What every answer of the web process says to browsers. The content policy of pages is per request: proxy.ts. */
export const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  // The content policy is per request (script nonces) and set in proxy.ts; framing is refused here for every path.
  { key: "X-Frame-Options", value: "DENY" },
  // Browsers heed it only over TLS, so it does no harm to a start on one's own machine.
  { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
  // The camera is used by the till to scan member cards.
  { key: "Permissions-Policy", value: "camera=(self), microphone=(), geolocation=(), browsing-topics=()" },
];
