// The web process of a built Goen: Next.js behind a look at the files that were packed with the build.
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import next from "next";
import { packedFiles } from "./packed-files";

const { values } = parseArgs({
  options: { port: { type: "string", short: "p" }, host: { type: "string", short: "H", default: "0.0.0.0" } },
});
const port = Number(values.port ?? process.env.PORT ?? 3000);

const app = next({ dev: false, dir: process.cwd(), hostname: values.host, port });
const answerPacked = packedFiles(process.env.GOEN_DIST_DIR ?? ".next");
await app.prepare();
const handle = app.getRequestHandler();

const server = createServer((request, response) => {
  if (answerPacked(request, response)) return;
  handle(request, response).catch((error: unknown) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
server.listen(port, values.host, () => console.log(`Listening on ${values.host}:${port}.`));

let isEnding = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    if (isEnding) return;
    isEnding = true;
    // What was begun is answered; `close` ends connections that wait for nothing.
    server.close(() => void app.close().then(() => process.exit(0)));
  });
