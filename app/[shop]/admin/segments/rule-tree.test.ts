import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindGroups, problemsOf, startOf } from "@/components/segments/leaf-kinds";
import { begin, changed, redone, undone } from "@/components/segments/rule-history";
import * as tree from "@/components/segments/rule-tree";
import { maxRuleDepth, maxRuleNodes, segmentRule, type SegmentRule } from "@/server/segments/input";

// What the editor does to a tree, held against the schema that the server takes it by.

const id = "01975f5e-7d55-7b3a-a4f6-0a1b2c3d4e5f";
const leaf = fc.constantFrom<SegmentRule>(
  { type: "has_mail", is: true },
  { type: "age", from: 20, to: 30 },
  { type: "gender", in: ["female", "unknown"] },
  { type: "purchases", measure: "yen", atLeast: 1, where: { productIds: [id], period: { lastDays: 3 } } },
  { type: "last_login", never: true },
);
const { rule } = fc.letrec<{ rule: SegmentRule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    leaf,
    fc.record({ type: fc.constant("and" as const), of: fc.array(tie("rule"), { minLength: 1, maxLength: 4 }) }),
    fc.record({ type: fc.constant("or" as const), of: fc.array(tie("rule"), { minLength: 1, maxLength: 4 }) }),
    fc.record({ type: fc.constant("not" as const), of: tie("rule") }),
  ),
}));

/** Without double denials and groups of one, which say nothing. */
function plain(rule: SegmentRule): SegmentRule {
  if (rule.type === "not") {
    const of = plain(rule.of);
    return of.type === "not" ? of.of : { type: "not", of };
  }
  if (rule.type !== "and" && rule.type !== "or") return rule;
  const of = rule.of.map(plain);
  return of.length === 1 && of[0] ? of[0] : { type: rule.type, of };
}

type Act = { what: string; at: number; kind: number };
const kinds = kindGroups.flatMap((group): tree.LeafType[] => [...group.kinds]);
const acts = fc.array(
  fc.record({
    what: fc.constantFrom("add", "group", "remove", "up", "down", "in", "out", "copy", "not", "join"),
    at: fc.nat(40),
    kind: fc.nat(kinds.length - 1),
  }),
  { maxLength: 40 },
);

let last = 0;
const newId = () => `new-${(last += 1)}`;

function act(root: tree.GroupNode, { what, at, kind }: Act): tree.Step {
  const nodes = tree.inOrder(root);
  const node = nodes[at % Math.max(1, nodes.length)] ?? root;
  const into = tree.isGroup(node) ? node : (tree.parentOf(root, node.id) ?? root);
  const fresh = { id: newId(), isNot: at % 2 === 0, leaf: startOf[kinds[kind] ?? "age"]() };
  switch (what) {
    case "add":
      return tree.add(root, into.id, fresh);
    case "group":
      return tree.add(root, into.id, { id: newId(), isNot: false, join: "or", of: [fresh] });
    case "remove":
      return tree.remove(root, node.id);
    case "up":
      return tree.move(root, node.id, -1);
    case "down":
      return tree.move(root, node.id, 1);
    case "in":
      return tree.indent(root, node.id, newId());
    case "out":
      return tree.outdent(root, node.id);
    case "copy":
      return tree.duplicate(root, node.id, newId);
    case "not":
      return { root: tree.replaced(root, node.id, (one) => ({ ...one, isNot: !one.isNot })), focus: node.id };
    default:
      return {
        root: tree.replaced(root, into.id, (one) => (tree.isGroup(one) ? { ...one, join: "or" } : one)),
        focus: into.id,
      };
  }
}

const idsOf = (root: tree.GroupNode) => [root, ...tree.inOrder(root)].map((node) => node.id);

describe("the rule tree of the editor", () => {
  it("has the limits of the schema", () => {
    expect([tree.maxDepth, tree.maxNodes]).toEqual([maxRuleDepth, maxRuleNodes]);
  });

  it("gives a rule back as it was", () => {
    fc.assert(
      fc.property(rule, (given) => {
        const back = tree.toRule(tree.fromRule(given));
        expect(plain(back)).toEqual(plain(given));
        expect(segmentRule.safeParse(back).success).toBe(true);
        expect(tree.toRule(tree.fromRule(back))).toEqual(back);
      }),
    );
    expect(tree.toRule(tree.fromRule({ type: "everyone" }))).toEqual({ type: "everyone" });
  });

  it("is a rule whenever it finds no problem, whatever has been done to it, and every step can be taken back", () => {
    fc.assert(
      fc.property(rule, acts, (given, steps) => {
        const first = tree.fromRule(given);
        let history = begin(first);
        const seen = [first];
        for (const one of steps) {
          const step = act(history.present, one);
          if ("refused" in step) continue;
          expect(tree.find(step.root, step.focus)).toBeDefined();
          if (step.root === history.present) continue;
          history = changed(history, step.root, step.focus);
          seen.push(step.root);
          const ids = idsOf(step.root);
          expect(new Set(ids).size).toBe(ids.length);
          const isRule = segmentRule.safeParse(tree.toRule(step.root)).success;
          if (problemsOf(step.root).size === 0) expect(isRule).toBe(true);
          const { depth, nodes } = tree.sizeOf(step.root);
          if (depth > maxRuleDepth || nodes > maxRuleNodes) expect(isRule).toBe(false);
        }
        const end = history.present;
        for (const before of seen.slice(0, -1).reverse()) {
          history = undone(history)?.history ?? history;
          expect(history.present).toBe(before);
        }
        expect(undone(history)).toBeNull();
        for (let again = redone(history); again; again = redone(history)) history = again.history;
        expect(history.present).toBe(end);
      }),
      { numRuns: 300 },
    );
  });

  it("refuses the ninth level and the 201st node, and says which", () => {
    let root = tree.fromRule({ type: "and", of: [{ type: "has_mail", is: true }] });
    const [first] = tree.inOrder(root);
    let refused: string | undefined;
    for (let level = 0; level < 9 && !refused; level += 1) {
      // A group of one costs nothing: a second condition beside it makes it a level.
      const parent = tree.parentOf(root, first?.id ?? "") ?? root;
      const grown = tree.add(root, parent.id, { id: newId(), isNot: false, leaf: startOf.age() });
      if ("root" in grown) root = grown.root;
      const step = tree.indent(root, first?.id ?? "", newId());
      if ("root" in step) root = step.root;
      else refused = step.refused;
      const inner = tree.parentOf(root, first?.id ?? "") ?? root;
      const more = tree.add(root, inner.id, { id: newId(), isNot: false, leaf: startOf.age() });
      if ("root" in more) root = more.root;
      else refused = more.refused;
    }
    expect(refused).toBe("too_deep");
    let wide = tree.fromRule({ type: "everyone" });
    for (let n = 0; n < 300; n += 1) {
      const group = wide.of.at(-1);
      const isFull = !group || !tree.isGroup(group) || group.of.length >= 40;
      const node: tree.TreeNode = { id: newId(), isNot: false, leaf: startOf.age() };
      const step = isFull
        ? tree.add(wide, wide.id, { id: newId(), isNot: false, join: "or", of: [node, { ...node, id: newId() }] })
        : tree.add(wide, group.id, node);
      if ("refused" in step) {
        expect(step.refused).toBe("too_many");
        break;
      }
      wide = step.root;
    }
    expect(tree.sizeOf(wide).nodes).toBe(200);
  });

  it("moves, takes in and lets out, and leaves no empty group behind", () => {
    const age: SegmentRule = { type: "age", from: 20 };
    const mail: SegmentRule = { type: "has_mail", is: true };
    const ja: SegmentRule = { type: "locale", is: "ja" };
    const root = tree.fromRule({ type: "and", of: [age, mail, ja] });
    const [first = "", second = ""] = tree.inOrder(root).map((node) => node.id);
    const rooted = (step: tree.Step) => {
      if ("refused" in step) throw new Error(step.refused);
      return step.root;
    };
    expect(tree.move(root, first, -1)).toEqual({ refused: "first" });
    expect(tree.toRule(rooted(tree.move(root, first, 1)))).toEqual({ type: "and", of: [mail, age, ja] });
    const grouped = rooted(tree.indent(rooted(tree.indent(root, first, "g")), second, "h"));
    expect(tree.toRule(grouped)).toEqual({ type: "and", of: [{ type: "or", of: [age, mail] }, ja] });
    const out = rooted(tree.outdent(rooted(tree.outdent(grouped, second)), first));
    expect(tree.toRule(out)).toEqual({ type: "and", of: [age, mail, ja] });
    expect(tree.outdent(out, first)).toEqual({ refused: "outermost" });
    expect(tree.find(out, "g")).toBeUndefined();
  });

  it("takes letters typed into one field as one step", () => {
    let history = begin(tree.fromRule({ type: "everyone" }));
    const typed = (text: string) => ({ ...history.present, id: text });
    for (const text of ["1", "12", "123"]) history = changed(history, typed(text), null, "a:from");
    history = changed(history, typed("b"), null, "a:to");
    expect(history.past).toHaveLength(2);
    expect(undone(history)?.history.present.id).toBe("123");
  });
});
