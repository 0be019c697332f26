import type { MergePart } from "@/server/kernel/member-merge";
import { leaveFamilyForGood } from "./families";
import { mergeWallets, undoMergeWallets } from "./merge-wallets";

const kept = "The ledger is history: points move by journals, and returns find what merged wallets gave.";

export const pointMerge: MergePart = {
  tables: [
    ...[
      "wallets",
      "point_journals",
      "point_entries",
      "point_lots",
      "point_lot_moves",
      "point_lot_terms",
      "point_holds",
      "point_hold_lots",
      "point_merges",
    ].map((table) => ({ table, kept })),
    { table: "point_family_members" },
  ],
  hooks: [
    {
      name: "points",
      merged: async (t, { fromMemberId, toMemberId, mergeId }) => {
        // Where the record that stays is in a family already, its place there counts.
        await leaveFamilyForGood(t, fromMemberId);
        const { available, pending } = await mergeWallets(t, { fromMemberId, toMemberId, mergeId });
        return { points: available + pending };
      },
      parted: async (t, { fromMemberId, toMemberId, mergeId }) => {
        const { missing } = await undoMergeWallets(t, { fromMemberId, toMemberId, mergeId });
        return [{ what: "points", count: missing }];
      },
    },
  ],
};
