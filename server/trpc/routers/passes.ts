import { appleIssuerInput, googleIssuerInput, platformInput } from "@/server/passes/input";
import { walletSettings, walletsOffered } from "@/server/passes/queries/issuers";
import { removeIssuer, setAppleIssuer, setGoogleIssuer } from "@/server/passes/service/set-issuer";
import { memberProcedure, permittedProcedure, router } from "../init";

const editor = permittedProcedure("settings.edit");

export const passesRouter = router({
  offered: memberProcedure.query(({ ctx }) => walletsOffered(ctx.goen)),
  settings: editor.query(({ ctx }) => walletSettings(ctx.goen)),
  setApple: editor.input(appleIssuerInput).mutation(({ ctx, input }) => setAppleIssuer(ctx.goen, input)),
  setGoogle: editor.input(googleIssuerInput).mutation(({ ctx, input }) => setGoogleIssuer(ctx.goen, input)),
  remove: editor.input(platformInput).mutation(({ ctx, input }) => removeIssuer(ctx.goen, input)),
});
