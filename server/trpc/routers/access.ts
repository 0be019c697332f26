import "@/server/jobs/registry";
import {
  accessSettingsInput,
  apiKeyInput,
  apiKeyRef,
  auditList,
  exportDecision,
  exportList,
  exportRef,
  exportRequest,
  invitationInput,
  invitationRef,
  membershipRef,
  staffPlaceChange,
} from "@/server/tenancy/input";
import { accessSettingsOf } from "@/server/tenancy/queries/access-settings";
import { apiKeysOf } from "@/server/tenancy/queries/api-keys";
import { auditPage } from "@/server/tenancy/queries/audit-log";
import { exportKindsFor, exportsOf, exportsWaiting } from "@/server/tenancy/queries/exports";
import { openInvitations } from "@/server/tenancy/queries/invitations";
import { setAccessSettings } from "@/server/tenancy/service/access-settings";
import { createApiKey, revokeApiKey, rotateApiKey } from "@/server/tenancy/service/api-keys";
import { changeStaffPlace } from "@/server/tenancy/service/change-staff";
import { decideExport, requestExport, withdrawExport } from "@/server/tenancy/service/exports";
import { inviteStaff, resendInvitation, withdrawInvitation } from "@/server/tenancy/service/invite-staff";
import { resetSecondStep } from "@/server/tenancy/service/reset-second-step";
import { permittedProcedure, router } from "../init";

const managesStaff = permittedProcedure("staff.manage");
const managesKeys = permittedProcedure("api_keys.manage");
const exportsLists = permittedProcedure("exports.request");

export const accessRouter = router({
  invitations: permittedProcedure("staff.read").query(({ ctx }) => openInvitations(ctx.goen)),
  invite: managesStaff.input(invitationInput).mutation(({ ctx, input }) => inviteStaff(ctx.goen, input)),
  resendInvitation: managesStaff.input(invitationRef).mutation(({ ctx, input }) => resendInvitation(ctx.goen, input)),
  withdrawInvitation: managesStaff
    .input(invitationRef)
    .mutation(({ ctx, input }) => withdrawInvitation(ctx.goen, input)),
  changeStaff: managesStaff.input(staffPlaceChange).mutation(({ ctx, input }) => changeStaffPlace(ctx.goen, input)),
  resetTwoStep: managesStaff.input(membershipRef).mutation(({ ctx, input }) => resetSecondStep(ctx.goen, input)),

  settings: permittedProcedure("staff.read").query(({ ctx }) => accessSettingsOf(ctx.goen)),
  setSettings: permittedProcedure("settings.edit")
    .input(accessSettingsInput)
    .mutation(({ ctx, input }) => setAccessSettings(ctx.goen, input)),

  apiKeys: managesKeys.query(({ ctx }) => apiKeysOf(ctx.goen)),
  createApiKey: managesKeys.input(apiKeyInput).mutation(({ ctx, input }) => createApiKey(ctx.goen, input)),
  rotateApiKey: managesKeys.input(apiKeyRef).mutation(({ ctx, input }) => rotateApiKey(ctx.goen, input)),
  revokeApiKey: managesKeys.input(apiKeyRef).mutation(({ ctx, input }) => revokeApiKey(ctx.goen, input)),

  audit: permittedProcedure("audit.read")
    .input(auditList)
    .query(({ ctx, input }) => auditPage(ctx.goen, input)),

  exportKinds: exportsLists.query(({ ctx }) => exportKindsFor(ctx.goen)),
  exports: exportsLists.input(exportList).query(({ ctx, input }) => exportsOf(ctx.goen, input)),
  exportsWaiting: exportsLists.query(({ ctx }) => exportsWaiting(ctx.goen)),
  requestExport: exportsLists.input(exportRequest).mutation(({ ctx, input }) => requestExport(ctx.goen, input)),
  decideExport: permittedProcedure("exports.approve")
    .input(exportDecision)
    .mutation(({ ctx, input }) => decideExport(ctx.goen, input)),
  withdrawExport: exportsLists.input(exportRef).mutation(({ ctx, input }) => withdrawExport(ctx.goen, input)),
});
