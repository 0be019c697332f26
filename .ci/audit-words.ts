// What the source writes into the audit log: every action, kind of subject and field, as the types at each `audit(...)` know them.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CallExpression, Expression, Node } from "typescript/unstable/ast";
import {
  isCallExpression,
  isConditionalExpression,
  isIdentifier,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isStringLiteral,
  isTemplateExpression,
} from "typescript/unstable/ast/is";
import { API, type Checker, type Type } from "typescript/unstable/sync";

export interface AuditedWords {
  actions: string[];
  subjects: string[];
  fields: string[];
  /** `field.value` for every value that the types name. */
  values: string[];
  /** Calls whose action cannot be told from the types. */
  unread: string[];
}

const root = resolve(import.meta.dirname, "..");
const writers = ["audit", "recordAccountChange"];

const filesThatWrite = (): string[] =>
  readdirSync(join(root, "server"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => join(root, "server", name))
    .filter((file) => /\baction: "|\baudit\(|\brecordAccountChange\(/.test(readFileSync(file, "utf8")));

/** Reads the whole source once; takes some seconds. */
export function auditedWords(): AuditedWords {
  const api = new API({ cwd: root });
  try {
    const config = join(root, ".ci/tsconfig.json");
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (!project) throw new Error("the project of .ci/tsconfig.json cannot be read");
    const found = {
      actions: new Set<string>(),
      subjects: new Set<string>(),
      fields: new Set<string>(),
      values: new Set<string>(),
      unread: new Set<string>(),
    };
    for (const file of filesThatWrite()) {
      const source = project.program.getSourceFile(file);
      if (source)
        eachCall(
          source,
          (call) => collect(project.checker, call, found),
          (text) => found.actions.add(text),
        );
    }
    return {
      actions: [...found.actions].sort(),
      subjects: [...found.subjects].sort(),
      fields: [...found.fields].sort(),
      values: [...found.values].sort(),
      unread: [...found.unread].sort(),
    };
  } finally {
    api.close();
  }
}

/** Every call that writes, and every action that is spelled out, also where it is only handed over. */
function eachCall(node: Node, visit: (call: CallExpression) => void, action: (text: string) => void): void {
  if (isPropertyAssignment(node) && isIdentifier(node.name) && node.name.text === "action") {
    const text = isStringLiteral(node.initializer) ? node.initializer.text : "";
    if (/^[a-z]+\.[a-z_]+$/.test(text)) action(text);
  }
  if (isCallExpression(node) && isIdentifier(node.expression) && writers.includes(node.expression.text)) visit(node);
  node.forEachChild((child) => eachCall(child, visit, action));
}

type Found = Record<keyof AuditedWords, Set<string>>;

function collect(checker: Checker, call: CallExpression, found: Found): void {
  for (const argument of call.arguments) {
    const type = checker.getTypeAtLocation(argument);
    if (!type || !checker.getPropertyOfType(type, "action")) continue;
    const actions = spelled(checker, argument, type, "action");
    for (const word of actions) found.actions.add(word);
    const action = written(argument, "action");
    // What a caller hands over is read where the caller writes it; a name put together here must be known here.
    if (action && actions.length === 0 && !isPropertyAccessExpression(action)) found.unread.add(call.getText());
    const subject = written(argument, "subject");
    const subjectType = typeAt(checker, type, "subject");
    if (subjectType) for (const word of spelled(checker, subject, subjectType, "kind")) found.subjects.add(word);
    for (const side of ["before", "after"] as const) {
      const expression = written(argument, side);
      for (const one of objectsOf(checker, typeAt(checker, type, side)))
        for (const property of checker.getPropertiesOfType(one)) {
          const { name } = property;
          found.fields.add(name);
          for (const value of spelled(checker, expression, one, name)) found.values.add(`${name}.${value}`);
        }
    }
  }
}

/** The expression a literal gives a property; undefined where it stands elsewhere. */
function written(node: Node | undefined, name: string): Expression | undefined {
  if (!node || !isObjectLiteralExpression(node)) return undefined;
  const short = node.properties.find(
    (one) => isShorthandPropertyAssignment(one) && isIdentifier(one.name) && one.name.text === name,
  );
  if (short && isShorthandPropertyAssignment(short) && isIdentifier(short.name)) return short.name;
  const found = node.properties.find(
    (one) => isPropertyAssignment(one) && isIdentifier(one.name) && one.name.text === name,
  );
  return found && isPropertyAssignment(found) ? found.initializer : undefined;
}

/** What a property can say, from how it is written where that is seen, else from its type. */
function spelled(checker: Checker, node: Node | undefined, type: Type, name: string): string[] {
  const expression = written(node, name);
  const texts = expression ? textsOf(checker, expression) : [];
  return texts.length > 0 ? texts : literalsOf(typeAt(checker, type, name));
}

function textsOf(checker: Checker, expression: Expression): string[] {
  if (isStringLiteral(expression)) return [expression.text];
  if (isConditionalExpression(expression))
    return [...textsOf(checker, expression.whenTrue), ...textsOf(checker, expression.whenFalse)];
  if (isTemplateExpression(expression))
    return expression.templateSpans.reduce<string[]>(
      (heads, span) =>
        heads.flatMap((head) => textsOf(checker, span.expression).map((text) => head + text + span.literal.text)),
      [expression.head.text],
    );
  const short = isShorthandPropertyAssignment(expression.parent)
    ? checker.getShorthandAssignmentValueSymbol(expression.parent)
    : undefined;
  return literalsOf(short ? checker.getTypeOfSymbol(short) : checker.getTypeAtLocation(expression));
}

const typeAt = (checker: Checker, type: Type, name: string): Type | undefined => {
  const property = checker.getPropertyOfType(type, name);
  return property && checker.getTypeOfSymbol(property);
};
const partsOf = (type: Type | undefined): readonly Type[] =>
  type?.isUnionType() ? (type.getTypes()?.flatMap(partsOf) ?? []) : type ? [type] : [];
const objectsOf = (checker: Checker, type: Type | undefined): readonly Type[] =>
  partsOf(type).filter((one) => one.isObjectType() && !checker.isArrayLikeType(one));
const literalsOf = (type: Type | undefined): string[] =>
  partsOf(type)
    .map((one) => (one.isLiteralType() ? one.value : null))
    .filter((value): value is string => typeof value === "string");
