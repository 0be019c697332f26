import { createServer } from "node:net";

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** The first port at or after `wanted` on which `host` can be listened to; says which ones are in use. */
export async function firstFreePort(wanted: number, host: string, say: (line: string) => void): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 100, 65_536); port += 1) {
    if (await isFree(port, host)) {
      if (port !== wanted) say(`Port ${wanted} is in use; taking ${port}.`);
      return port;
    }
  }
  throw new Error(`No free port between ${wanted} and ${wanted + 99}; set PORT.`);
}
