export interface CategoryNode {
  id: string;
  externalId: string;
  parentExternalId: string | null;
}

/**
 * Paths '/grandparent/parent/id/' of all categories of a shop. Returns null where a parent is missing or the categories
 * form a ring, naming the first code at fault.
 */
export function categoryPaths(nodes: CategoryNode[]): { paths: Map<string, string> } | { faultyCode: string } {
  const byCode = new Map(nodes.map((node) => [node.externalId, node]));
  const paths = new Map<string, string>();
  for (const node of nodes) {
    const chain: string[] = [];
    let at: CategoryNode | undefined = node;
    while (at) {
      if (chain.includes(at.id)) return { faultyCode: node.externalId };
      chain.unshift(at.id);
      if (at.parentExternalId === null) break;
      at = byCode.get(at.parentExternalId);
      if (!at) return { faultyCode: node.externalId };
    }
    paths.set(node.id, `/${chain.join("/")}/`);
  }
  return { paths };
}

/** Of rows with one code the last one counts, as if they had been written one after the other. */
export const lastOfEachCode = <R extends { externalId: string }>(rows: R[]): R[] => [
  ...new Map(rows.map((row) => [row.externalId, row])).values(),
];
