// The product's handler behind Node's own server, and beside it a bare answer: in a thread of its own, so that the tills of the run do not
// stand in its way. Says its address, and its processor time when asked.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parentPort } from "node:worker_threads";
import { handleApiAt } from "@/server/http/v1/handle";

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    if (request.url === "/bare") {
      response.end("{}");
      return;
    }
    const { authorization = "" } = request.headers;
    const asked = new Request(`http://127.0.0.1${request.url}`, {
      method: "POST",
      headers: { authorization },
      body: Buffer.concat(parts),
    });
    handleApiAt(asked)
      .then(async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        response.end(await answer.text());
      })
      .catch((error: unknown) => response.destroy(error as Error));
  });
});
server.listen(0, "127.0.0.1", () => {
  parentPort?.postMessage({ base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
parentPort?.on("message", () => {
  const { user, system } = process.threadCpuUsage();
  parentPort?.postMessage({ cpuUs: user + system });
});
