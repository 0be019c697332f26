import pino from "pino";
import { env } from "./env";

/** Structured log of this process. Never log a name, an address, a mail or a token: ids say enough. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: { process: process.env.GOEN_PROCESS ?? "web" },
  redact: { paths: ["*.email", "*.password", "*.token", "*.authorization", "*.cookie"], censor: "[hidden]" },
  timestamp: pino.stdTimeFunctions.isoTime,
});
