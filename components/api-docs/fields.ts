/** As much of JSON Schema as the shapes of the API use. */
export interface Shape {
  type?: string | string[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
  enum?: (string | number)[];
  const?: string | number;
  format?: string;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  maxLength?: number;
  default?: unknown;
}

export interface FieldRow {
  /** 'lines[].quantity' */
  name: string;
  kind: string;
  isRequired: boolean;
}

function kindOf(shape: Shape): string {
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return [...new Set(choices.map(kindOf))].join(" | ");
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum) return shape.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (shape.type === "array") return `array${shape.maxItems ? ` ≤ ${shape.maxItems}` : ""}`;
  const most = shape.maximum !== undefined && shape.maximum < Number.MAX_SAFE_INTEGER ? ` ≤ ${shape.maximum}` : "";
  const least = shape.minimum !== undefined && shape.minimum > Number.MIN_SAFE_INTEGER ? ` ≥ ${shape.minimum}` : "";
  const length = shape.maxLength ? ` ≤ ${shape.maxLength}` : "";
  const type = Array.isArray(shape.type) ? shape.type.join(" | ") : shape.type;
  return `${shape.format ?? type ?? "any"}${least}${most}${length}`;
}

/** The fields of a shape with those inside of them, as a table shows them. */
export function fieldsOf(shape: Shape, prefix = "", depth = 0): FieldRow[] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, field]) => {
    const isRequired = (shape.required ?? []).includes(name) && field.default === undefined;
    const inner = field.type === "array" ? field.items : field;
    const at = `${prefix}${name}${field.type === "array" ? "[]" : ""}`;
    const row = { name: at, kind: kindOf(field), isRequired };
    return depth < 2 && inner?.properties ? [row, ...fieldsOf(inner, `${at}.`, depth + 1)] : [row];
  });
}
