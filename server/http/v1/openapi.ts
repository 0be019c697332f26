import { z } from "zod";
import { env } from "@/server/kernel/env";
import { type Endpoint, endpoints } from "./endpoints";

const errorShape = z.object({
  code: z.enum(["invalid", "unauthenticated", "forbidden", "not_found", "conflict", "refused", "limited", "internal"]),
  /** For programs: stays the same. */
  reason: z.string(),
  /** For people who read logs. */
  message: z.string(),
  field: z.string().optional(),
});

const schemaOf = (shape: z.ZodType, io: "input" | "output") => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: "any" });
  return schema as { properties?: Record<string, object>; required?: string[] };
};
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const failures = {
  400: "invalid",
  401: "no valid key",
  403: "scope missing",
  404: "not found",
  409: "conflict",
  422: "refused",
  429: "too many calls",
};

function operationOf(name: string, endpoint: Endpoint) {
  const { properties = {} } = schemaOf(endpoint.input, "input");
  const query = Object.entries(properties).map(([key, schema]) => ({
    name: key,
    in: "query",
    required: false,
    schema,
  }));
  return {
    operationId: name,
    summary: endpoint.summary,
    ...(endpoint.scope ? { description: `Needs the scope \`${endpoint.scope}\`.` } : {}),
    ...(endpoint.method === "GET"
      ? { parameters: query }
      : { requestBody: { required: true, ...json(schemaOf(endpoint.input, "input")) } }),
    responses: {
      200: { description: "OK", ...json(schemaOf(endpoint.output, "output")) },
      ...Object.fromEntries(
        Object.entries(failures).map(([status, description]) => [
          status,
          { description, ...json({ $ref: "#/components/schemas/Error" }) },
        ]),
      ),
    },
  };
}

/** The OpenAPI 3.1 document, made from the shapes that check the calls. */
export const openApiDocument = () => ({
  openapi: "3.1.0",
  info: {
    title: "Goen API",
    version: "1",
    description:
      "For tills and online stores. A key is made in the settings of the shop and belongs to that shop alone.",
  },
  servers: [{ url: env().GOEN_BASE_URL.replace(/\/+$/, "") }],
  security: [{ key: [] }],
  components: {
    securitySchemes: { key: { type: "http", scheme: "bearer" } },
    schemas: { Error: schemaOf(errorShape, "output") },
  },
  paths: Object.fromEntries(
    Object.entries(endpoints).map(([name, endpoint]) => [
      endpoint.path,
      { [endpoint.method.toLowerCase()]: operationOf(name, endpoint) },
    ]),
  ),
});

/** GET /api/v1/openapi.json; any other name is none of the API's. */
export const handleDocument = (name: string): Response =>
  name === "openapi.json"
    ? Response.json(openApiDocument(), { headers: { "cache-control": "public, max-age=300" } })
    : Response.json(
        { code: "not_found", reason: "api.no_such_call", message: "There is no such call." },
        { status: 404 },
      );
