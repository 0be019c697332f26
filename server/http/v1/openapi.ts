import { z } from "zod";
import { env } from "@/server/kernel/env";
import type { Endpoint } from "./endpoint";
import { endpoints } from "./endpoints";
import { noSuchCall } from "./handle";

const errorShape = z.object({
  code: z.enum(["invalid", "unauthenticated", "forbidden", "not_found", "conflict", "refused", "limited", "internal"]),
  /** For programs: stays the same. */
  reason: z.string(),
  /** For people who read logs. */
  message: z.string(),
  field: z.string().optional(),
  /** Our clock, where the till's is off. */
  serverTime: z.string().optional(),
});

const schemaOf = (shape: z.ZodType, io: "input" | "output") => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: "any" });
  return schema as { properties?: Record<string, object>; required?: string[] };
};
const json = (schema: object, example?: unknown) => ({
  content: { "application/json": { schema, ...(example === undefined ? {} : { example }) } },
});
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
  const { scope, reasons = [], example, exampleAnswer } = endpoint;
  const input = schemaOf(endpoint.documented ?? endpoint.input, "input");
  const { properties = {} } = input;
  const examples = (example ?? {}) as Record<string, unknown>;
  const description = [
    ...(scope ? [`Needs the scope \`${scope}\`.`] : []),
    ...(reasons.length > 0 ? [`Reasons of refusals: ${reasons.map((reason) => `\`${reason}\``).join(", ")}.`] : []),
  ];
  const query = Object.entries(properties).map(([key, schema]) => ({
    name: key,
    in: "query",
    required: false,
    schema,
    ...(key in examples ? { example: examples[key] } : {}),
  }));
  return {
    operationId: name,
    summary: endpoint.summary,
    "x-goen-scope": scope,
    "x-goen-reasons": reasons,
    ...(description.length > 0 ? { description: description.join(" ") } : {}),
    ...(endpoint.method === "GET"
      ? { parameters: query }
      : { requestBody: { required: true, ...json(input, example) } }),
    responses: {
      200: { description: "OK", ...json(schemaOf(endpoint.output, "output"), exampleAnswer) },
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
    : noSuchCall();
