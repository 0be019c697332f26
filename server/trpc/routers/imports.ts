import {
  checkInput,
  faultsInput,
  listInput,
  lookInput,
  mappingInput,
  renameMappingInput,
  runInput,
  tryInput,
} from "@/server/imports/input";
import { lookAt } from "@/server/imports/queries/look";
import { faultsOfRun, listMappings, listRuns, runById } from "@/server/imports/queries/runs";
import { tryMapping } from "@/server/imports/queries/try-mapping";
import { checkFile, runChecked, stopRun } from "@/server/imports/service/ask-for-run";
import { forgetMapping, renameMapping } from "@/server/imports/service/mappings";
import { permittedProcedure, router } from "../init";

const importer = permittedProcedure("imports.run");

export const importsRouter = router({
  list: importer.input(listInput).query(({ ctx, input }) => listRuns(ctx.goen, input)),
  byId: importer.input(runInput).query(({ ctx, input }) => runById(ctx.goen, input)),
  faults: importer.input(faultsInput).query(({ ctx, input }) => faultsOfRun(ctx.goen, input)),
  mappings: importer.query(({ ctx }) => listMappings(ctx.goen)),
  look: importer.input(lookInput).query(({ ctx, input }) => lookAt(ctx.goen, input)),
  tryMapping: importer.input(tryInput).query(({ ctx, input }) => tryMapping(ctx.goen, input)),
  check: importer.input(checkInput).mutation(({ ctx, input }) => checkFile(ctx.goen, input)),
  run: importer.input(runInput).mutation(({ ctx, input }) => runChecked(ctx.goen, input)),
  stop: importer.input(runInput).mutation(({ ctx, input }) => stopRun(ctx.goen, input)),
  renameMapping: importer.input(renameMappingInput).mutation(({ ctx, input }) => renameMapping(ctx.goen, input)),
  forgetMapping: importer.input(mappingInput).mutation(({ ctx, input }) => forgetMapping(ctx.goen, input)),
});
