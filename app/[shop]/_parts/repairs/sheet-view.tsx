import "server-only";
import { orNotFound } from "@/app/or-not-found";
import { RepairSheet } from "@/components/repairs/repair-sheet";
import type { callerFor } from "@/server/trpc/caller";
import { JudgementPanel } from "./judgement-panel";
import { NextActions } from "./next-actions";
import { OwnWords } from "./own-words";
import { NotesPanel } from "./notes-panel";
import { PhotosPanel } from "./photos-panel";
import { SheetRefresh } from "./sheet-refresh";

interface Props {
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  shop: string;
  repairId: string;
  boardHref: string;
  membersHref: string;
  now: Date;
}

/** One repair with everything that can be done to it. A page that does not exist for an id that is none of this shop's. */
export async function RepairSheetView({ api, shop, repairId, boardHref, membersHref, now }: Props) {
  const repair = await orNotFound(api.repairs.open({ repairId }));
  const [member, stores] = await Promise.all([api.members.byId({ memberId: repair.memberId }), api.tenancy.stores()]);
  return (
    <SheetRefresh>
      <RepairSheet
        {...{ repair, member, boardHref, now }}
        memberHref={`${membersHref}/${repair.memberId}`}
        actions={<NextActions repair={repair} stores={stores.filter(({ kind }) => kind === "shop")} />}
        judgement={<JudgementPanel key={repair.cause} repair={repair} />}
        photos={
          <OwnWords>
            <PhotosPanel shop={shop} repairId={repairId} photos={repair.photos} />
          </OwnWords>
        }
        notes={<NotesPanel repairId={repairId} />}
      />
    </SheetRefresh>
  );
}
