import { checkHealth } from "@/server/jobs/health";

/** GET /api/health: 200 when all is well, 503 otherwise. */
export async function handleHealth(): Promise<Response> {
  const health = await checkHealth(new Date());
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
