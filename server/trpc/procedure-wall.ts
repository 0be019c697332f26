import type { inferRouterInputs } from "@trpc/server";
import type { StaffRole } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { defaultPolicy } from "@/server/repairs/rules/policy";
import type { AppRouter } from "./root";

// Who may call each procedure and with which ids. The tenant wall test reads it; a new procedure without an entry is a type
// error here.

type Inputs = inferRouterInputs<AppRouter>;
export type Path = { [R in keyof Inputs]: `${R}.${keyof Inputs[R] & string}` }[keyof Inputs];
export type Who = "visitor" | "link" | "member" | StaffRole;
export type IdName = (typeof idNames)[number];
export type Ids = Record<IdName, string>;

export const idNames = [
  "memberId",
  "storeId",
  "productId",
  "purchaseId",
  "lineId",
  "warrantyId",
  "segmentId",
  "campaignId",
  "membershipId",
  "deliveryId",
  "repairId",
  "receiptNo",
  "photoId",
  "invitationId",
  "keyId",
  "exportId",
  "programId",
  "memberNo",
  "leavingId",
  "cardNo",
  "tagId",
  "noteId",
  "bulkRunId",
  "viewId",
  "loginId",
  "listFileId",
  "importRunId",
  "mappingId",
  "rankId",
  "rankProgramId",
] as const;
export const everyone: readonly Who[] = ["visitor", "link", "member", "owner", "marketer", "store_staff", "analyst"];
export const staff: readonly Who[] = ["owner", "marketer", "store_staff", "analyst"];
const persons: readonly Who[] = ["owner", "marketer", "store_staff"];
const readers: readonly Who[] = ["owner", "marketer", "analyst"];
const editors: readonly Who[] = ["owner", "marketer"];
const owner: readonly Who[] = ["owner"];
const self: readonly Who[] = ["member"];
const linked: readonly Who[] = ["link", "member"];

export interface Entry {
  who: readonly Who[];
  input?: (ids: Ids) => unknown;
  /** Ids that may be left empty. */
  mayBeNull?: readonly IdName[];
  /** A filter rather than a key: a foreign id finds nothing, as an unknown one does. */
  isFilter?: true;
  /** Afterwards the thing is not there any more, for the next one who calls either. */
  endsIt?: true;
}

const byMember = (ids: Ids) => ({ memberId: ids.memberId });
const byImport = (ids: Ids) => ({ runId: ids.importRunId });
const listed = (ids: Ids) => ({
  fileId: ids.listFileId,
  encoding: "utf-8",
  mapping: { kind: "stores", columns: { externalId: "code", name: "name" } },
});
const byCampaign = (ids: Ids) => ({ campaignId: ids.campaignId });
const rule = (ids: Ids) => ({
  type: "purchases",
  measure: "times",
  atLeast: 1,
  where: { productIds: [ids.productId] },
});
const byRepair = (ids: Ids) => ({ repairId: ids.repairId });
const complaint = (ids: Ids) => ({
  key: newId(),
  product: { by: "warranty" as const, warrantyId: ids.warrantyId },
  symptom: "no_power" as const,
  cause: "unknown" as const,
  description: "電源が入りません",
  noticed: "today" as const,
  handOver: { way: "store" as const, storeId: ids.storeId },
  contactWay: "mail" as const,
});
const basket = (ids: Ids) => ({
  memberId: ids.memberId,
  storeId: ids.storeId,
  lines: [{ productId: ids.productId, quantity: 1, unitPriceYen: 100 }],
});
const earnRuleOf = (ids: Ids) => ({
  id: newId(),
  name: "2倍",
  when: { productIds: [ids.productId], storeIds: [ids.storeId] },
  gives: { kind: "multiply" as const, timesHundredths: 200 },
  stacking: { kind: "sum" as const },
  precedence: 100,
  limits: {},
  life: {},
});
const program = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
};

const levels = (...thresholds: number[]) =>
  thresholds.map((threshold) => ({ id: newId(), nameJa: "ランク", nameEn: "Rank", color: "#64748b", threshold }));
export const someRanks = () => ({
  basis: "amount" as const,
  window: { kind: "lifetime" as const },
  holdPeriods: 0,
  graceMonths: 0,
  returns: "at_once" as const,
  carries: false,
  levels: levels(0, 10_000_000),
});

const sending = {
  revision: "",
  mailFromName: "新しい店",
  mailFromAddress: "shop@example.jp",
  legalName: "新しい店株式会社",
  legalAddress: "東京都千代田区1-1-1",
  contactUrl: "https://example.jp/contact",
  quietStartMinutes: 1260,
  quietEndMinutes: 540,
  marketingCapPerWeek: 4,
};

export const wall: Record<Path, Entry> = {
  "access.invitations": { who: editors },
  "access.invite": {
    who: owner,
    input: (ids) => ({ email: `${newId()}@example.jp`, role: "analyst", storeId: ids.storeId }),
    mayBeNull: ["storeId"],
  },
  "access.resendInvitation": { who: owner, input: (ids) => ({ invitationId: ids.invitationId }) },
  "access.withdrawInvitation": { who: owner, input: (ids) => ({ invitationId: ids.invitationId }), endsIt: true },
  "access.changeStaff": {
    who: owner,
    input: (ids) => ({
      membershipId: ids.membershipId,
      role: "marketer",
      storeId: ids.storeId,
      shown: { role: "marketer", storeId: null },
    }),
    mayBeNull: ["storeId"],
  },
  "access.resetTwoStep": { who: owner, input: (ids) => ({ membershipId: ids.membershipId }) },
  "access.settings": { who: editors },
  "access.setSettings": { who: owner, input: () => ({ requiresTotp: false, approvalAbovePersons: 1000 }) },
  "access.apiKeys": { who: owner },
  "access.createApiKey": {
    who: owner,
    input: (ids) => ({ name: "POS", scopes: ["members.read"], storeId: ids.storeId }),
    mayBeNull: ["storeId"],
  },
  "access.rotateApiKey": { who: owner, input: (ids) => ({ keyId: ids.keyId }) },
  "access.revokeApiKey": { who: owner, input: (ids) => ({ keyId: ids.keyId }), endsIt: true },
  "access.audit": { who: owner, input: (ids) => ({ memberId: ids.memberId }), isFilter: true },
  "access.exportKinds": { who: editors },
  "access.exports": { who: editors, input: () => ({}) },
  "access.exportsWaiting": { who: editors },
  // The kind's own permission (here `audit.read`) counts beside `exports.request`.
  "access.requestExport": { who: owner, input: () => ({ kind: "audit_log" }) },
  "access.decideExport": {
    who: editors,
    input: (ids) => ({ exportId: ids.exportId, isApproved: false, reason: "不要" }),
  },
  "access.withdrawExport": { who: editors, input: (ids) => ({ exportId: ids.exportId }) },
  "account.addressesAt": { who: everyone, input: () => ({ postalCode: "1000001" }) },
  "campaigns.list": { who: readers, input: () => ({}) },
  "campaigns.calendar": { who: readers, input: () => ({ from: "2026-11-20", to: "2026-11-30" }) },
  "campaigns.byId": { who: readers, input: byCampaign },
  "campaigns.targetCount": { who: readers, input: byCampaign },
  "campaigns.preview": { who: readers, input: (ids) => ({ campaignId: ids.campaignId, locale: "ja" }) },
  "campaigns.previewDraft": {
    who: editors,
    input: (ids) => ({
      contents: { template: "news", texts: { subject: "x", preheader: "", heading: "", body: [], button: "x" } },
      offer: {},
      locale: "ja",
      memberId: ids.memberId,
    }),
  },
  "campaigns.checks": { who: readers, input: byCampaign },
  "campaigns.upcomingRuns": { who: readers, input: () => ({ timing: { kind: "cron", expression: "0 10 * * 1" } }) },
  "campaigns.approvalSettings": { who: readers },
  "campaigns.create": { who: editors, input: () => ({ name: "新しい企画" }) },
  "campaigns.saveDraft": {
    who: editors,
    input: (ids) => ({
      campaignId: ids.campaignId,
      revision: 1,
      name: "x",
      messageClass: "marketing",
      priority: 100,
      draft: {},
    }),
  },
  "campaigns.publish": { who: editors, input: (ids) => ({ campaignId: ids.campaignId, revision: 1 }) },
  "campaigns.sendTest": {
    who: editors,
    input: (ids) => ({
      campaignId: ids.campaignId,
      revision: 1,
      locales: ["ja"],
      membershipIds: [ids.membershipId],
      memberId: ids.memberId,
    }),
  },
  "campaigns.requestApproval": { who: editors, input: (ids) => ({ campaignId: ids.campaignId, revision: 1 }) },
  "campaigns.decideApproval": {
    who: editors,
    input: (ids) => ({ campaignId: ids.campaignId, revision: 1, isApproved: true }),
  },
  "campaigns.withdrawRequest": { who: editors, input: (ids) => ({ campaignId: ids.campaignId, revision: 1 }) },
  "campaigns.discardDraft": { who: editors, input: (ids) => ({ campaignId: ids.campaignId, revision: 1 }) },
  "campaigns.setApprovalLimit": { who: owner, input: () => ({ approvalAbove: 10_000 }) },
  "campaigns.archive": { who: editors, input: (ids) => ({ campaignId: ids.campaignId, isArchived: true }) },
  "campaigns.pause": { who: editors, input: byCampaign },
  "campaigns.resume": { who: editors, input: byCampaign },
  "campaigns.cancel": { who: editors, input: byCampaign },
  "campaigns.clone": { who: editors, input: byCampaign },
  "catalog.search": { who: staff, input: () => ({}) },
  "catalog.byId": { who: staff, input: (ids) => ({ productId: ids.productId }) },
  "catalog.show": { who: linked, input: (ids) => ({ productId: ids.productId }) },
  "catalog.categories": { who: staff },
  "delivery.ofMember": { who: persons, input: byMember, isFilter: true },
  "delivery.preview": { who: persons, input: (ids) => ({ memberId: ids.memberId, deliveryId: ids.deliveryId }) },
  "delivery.suppressionsOf": { who: persons, input: byMember, isFilter: true },
  "delivery.suppress": { who: persons, input: (ids) => ({ memberId: ids.memberId, reason: "manual" }) },
  "delivery.lift": { who: persons, input: byMember },
  "delivery.progress": { who: staff, input: byCampaign, isFilter: true },
  "delivery.resendUnknown": { who: editors, input: byCampaign, isFilter: true },
  "earning.desk": { who: readers },
  "earning.dryRun": { who: readers, input: basket },
  "earning.saveRule": {
    who: editors,
    input: (ids) => ({ rule: earnRuleOf(ids), revision: 0 }),
  },
  "earning.removeRule": { who: editors, input: () => ({ ruleId: newId(), revision: 0 }) },
  "earning.discardDraft": { who: editors },
  "earning.publish": { who: editors, input: () => ({ revision: 0 }) },
  "earning.cancelVersion": { who: editors, input: () => ({ version: 1 }) },
  "earning.pauseRule": { who: editors, input: () => ({ ruleId: newId(), isPaused: true }) },
  "earning.why": { who: self, input: (ids) => ({ purchaseIds: [ids.purchaseId] }), isFilter: true },
  "earning.myPromises": { who: self },
  "earning.whyOfMember": {
    who: staff,
    input: (ids) => ({ memberId: ids.memberId, purchaseIds: [ids.purchaseId] }),
    isFilter: true,
  },
  "imports.list": { who: editors, input: () => ({}) },
  "imports.byId": { who: editors, input: byImport },
  "imports.faults": { who: editors, input: byImport, isFilter: true },
  "imports.mappings": { who: editors },
  "imports.look": { who: editors, input: (ids) => ({ fileId: ids.listFileId, kind: "stores" }) },
  "imports.tryMapping": { who: editors, input: listed },
  "imports.check": { who: editors, input: listed },
  "imports.run": { who: editors, input: byImport },
  "imports.stop": { who: editors, input: byImport },
  "imports.renameMapping": { who: editors, input: (ids) => ({ mappingId: ids.mappingId, name: "名簿" }) },
  "imports.forgetMapping": { who: editors, input: (ids) => ({ mappingId: ids.mappingId }), endsIt: true },
  "insights.forMe": { who: linked },
  "insights.forMember": { who: persons, input: (ids) => ({ memberId: ids.memberId, count: 3 }), isFilter: true },
  "memberDesk.count": { who: persons, input: (ids) => ({ tagId: ids.tagId }), isFilter: true },
  "memberDesk.views": { who: persons },
  "memberDesk.saveView": { who: persons, input: () => ({ name: newId(), query: "filter=withdrawn" }) },
  "memberDesk.deleteView": { who: persons, input: (ids) => ({ viewId: ids.viewId }), endsIt: true },
  "memberDesk.tags": { who: persons },
  "memberDesk.tagsOf": { who: persons, input: byMember, isFilter: true },
  "memberDesk.createTag": { who: editors, input: () => ({ name: newId() }) },
  "memberDesk.renameTag": { who: editors, input: (ids) => ({ tagId: ids.tagId, name: newId() }) },
  "memberDesk.tag": { who: persons, input: (ids) => ({ memberId: ids.memberId, tagId: ids.tagId }) },
  "memberDesk.untag": { who: persons, input: (ids) => ({ memberId: ids.memberId, tagId: ids.tagId }) },
  "memberDesk.startBulk": {
    who: editors,
    input: (ids) => ({ action: "add_tag", tagId: ids.tagId, filter: {} }),
  },
  "memberDesk.stopBulk": { who: editors, input: (ids) => ({ runId: ids.bulkRunId }) },
  "memberDesk.undoBulk": { who: editors, input: (ids) => ({ runId: ids.bulkRunId }) },
  "memberDesk.bulkRun": { who: editors, input: (ids) => ({ runId: ids.bulkRunId }) },
  "memberDesk.bulkRuns": { who: editors },
  "memberDesk.archiveTag": { who: editors, input: (ids) => ({ tagId: ids.tagId }), endsIt: true },
  "memberDesk.restoreTag": { who: editors, input: (ids) => ({ tagId: ids.tagId }) },
  "memberDesk.notes": { who: persons, input: byMember },
  "memberDesk.addNote": { who: persons, input: (ids) => ({ memberId: ids.memberId, text: "お電話あり" }) },
  // Anybody but the writer is told so.
  "memberDesk.editNote": {
    who: ["owner"],
    input: (ids) => ({ memberId: ids.memberId, noteId: ids.noteId, text: "折り返し済み" }),
  },
  "memberDesk.deleteNote": { who: editors, input: (ids) => ({ memberId: ids.memberId, noteId: ids.noteId }) },
  "memberDesk.restoreNote": { who: editors, input: (ids) => ({ memberId: ids.memberId, noteId: ids.noteId }) },
  "memberDesk.identities": { who: persons, input: byMember },
  "memberDesk.addIdentity": {
    who: persons,
    input: (ids) => ({ memberId: ids.memberId, kind: "external", value: newId() }),
  },
  "memberDesk.removeIdentity": {
    who: persons,
    input: (ids) => ({ memberId: ids.memberId, kind: "card", value: ids.cardNo }),
    endsIt: true,
  },
  "memberDesk.reissueCard": { who: persons, input: (ids) => ({ memberId: ids.memberId, oldCard: "keeps_scanning" }) },
  "memberDesk.sessions": { who: persons, input: byMember, isFilter: true },
  "memberDesk.endSession": {
    who: persons,
    input: (ids) => ({ memberId: ids.memberId, sessionId: ids.loginId }),
    endsIt: true,
  },
  "memberDesk.withdraw": { who: editors, input: (ids) => ({ memberId: ids.leavingId }) },
  "memberDesk.exportPerson": { who: editors, input: byMember },
  "memberDesk.exportMe": { who: self, input: () => ({}) },
  "members.issueCard": { who: persons, input: (ids) => ({ storeId: ids.storeId }), mayBeNull: ["storeId"] },
  "members.issueAtCounter": { who: persons, input: (ids) => ({ storeId: ids.storeId }), mayBeNull: ["storeId"] },
  "members.renewClaim": { who: persons, input: byMember },
  "members.join": { who: persons, input: (ids) => ({ storeId: ids.storeId }), mayBeNull: ["storeId"] },
  "members.findByCard": { who: persons, input: (ids) => ({ text: ids.memberNo }) },
  "members.search": { who: persons, input: () => ({}) },
  "members.byId": { who: persons, input: byMember },
  "members.card": { who: persons, input: byMember },
  "members.consents": { who: persons, input: byMember },
  "members.moments": { who: persons, input: byMember },
  "members.updateProfile": { who: persons, input: (ids) => ({ memberId: ids.memberId, version: 1, changes: {} }) },
  "members.setConsent": {
    who: persons,
    input: (ids) => ({
      memberId: ids.memberId,
      channel: "mail",
      isGranted: false,
      source: "counter",
      textVersion: "1",
    }),
  },
  "members.setEmail": { who: persons, input: (ids) => ({ memberId: ids.memberId, email: `${newId()}@example.jp` }) },
  "members.me": { who: self },
  "members.myCard": { who: self },
  "members.myConsents": { who: self },
  "members.updateMyProfile": { who: self, input: () => ({ version: 1, changes: {} }) },
  "members.setMyConsent": { who: self, input: () => ({ channel: "mail", isGranted: false }) },
  "onboarding.progress": { who: readers },
  "onboarding.steps": { who: owner },
  "onboarding.choose": { who: owner, input: () => ({ step: "card", choice: "confirmed" }) },
  "onboarding.draftFirstCampaign": { who: editors, input: () => ({ preset: "welcome", locale: "ja" }) },
  "points.mine": { who: linked },
  "points.myExpiries": { who: self },
  "points.myHistory": { who: self, input: () => ({}) },
  "points.ofMember": { who: staff, input: byMember },
  "points.history": { who: staff, input: byMember },
  "points.adjust": {
    who: persons,
    input: (ids) => ({ memberId: ids.memberId, storeId: ids.storeId, key: newId(), points: 1, reason: "お詫び" }),
    mayBeNull: ["storeId"],
  },
  "points.redeem": {
    who: persons,
    input: (ids) => ({ memberId: ids.memberId, storeId: ids.storeId, key: newId(), points: 1, reason: "景品" }),
    mayBeNull: ["storeId"],
  },
  "counter.done": { who: persons, input: (ids) => ({ storeId: ids.storeId }), isFilter: true },
  "counter.shift": { who: persons, input: (ids) => ({ storeId: ids.storeId }), isFilter: true },
  "counter.undo": {
    who: persons,
    input: (ids) => ({ kind: "sale", id: ids.purchaseId, memberId: ids.memberId, storeId: ids.storeId }),
    // A sale to nobody known has no member: there is none under this id then.
    mayBeNull: ["memberId"],
  },
  "points.dryRun": { who: staff, input: () => ({ amountYen: 1000 }) },
  "points.program": { who: staff },
  "points.programs": { who: readers },
  "points.setProgram": { who: editors, input: () => program },
  "points.cancelProgram": { who: editors, input: (ids) => ({ programId: ids.programId }), endsIt: true },
  "points.proof": { who: readers },
  "purchases.record": {
    who: persons,
    input: (ids) => ({
      memberId: ids.memberId,
      storeId: ids.storeId,
      externalId: newId(),
      lines: [{ productId: ids.productId, quantity: 1, unitPriceYen: 100 }],
    }),
    mayBeNull: ["memberId", "storeId"],
  },
  "purchases.recordReturn": {
    who: persons,
    input: (ids) => ({
      memberId: ids.memberId,
      purchaseId: ids.purchaseId,
      storeId: ids.storeId,
      externalId: newId(),
      lines: [{ lineId: ids.lineId, quantity: 1 }],
    }),
    mayBeNull: ["storeId"],
  },
  "purchases.ofMember": { who: staff, input: byMember },
  "purchases.ofMemberById": { who: staff, input: (ids) => ({ memberId: ids.memberId, purchaseId: ids.purchaseId }) },
  "purchases.list": { who: self, input: () => ({}) },
  "purchases.byId": { who: self, input: (ids) => ({ purchaseId: ids.purchaseId }) },
  "passes.offered": { who: self },
  "passes.settings": { who: owner },
  "passes.setApple": { who: owner, input: () => ({ certificate: "AA==" }) },
  "passes.setGoogle": { who: owner, input: () => ({ issuerId: "3388000000000000000", serviceAccount: "AA==" }) },
  "passes.remove": { who: owner, input: () => ({ platform: "apple" as const }) },
  "ranks.mine": { who: linked },
  "ranks.ofMember": { who: staff, input: byMember },
  "ranks.history": { who: staff, input: byMember },
  "ranks.ofMembers": { who: staff, input: (ids) => ({ memberIds: [ids.memberId] }), isFilter: true },
  "ranks.setByHand": {
    who: editors,
    input: (ids) => ({ memberId: ids.memberId, rankId: ids.rankId, untilOn: "2027-01-31", reason: "お詫び" }),
  },
  "ranks.endByHand": { who: editors, input: byMember },
  "ranks.desk": { who: readers },
  "ranks.counts": { who: readers },
  "ranks.simulate": { who: readers, input: () => ({ definition: someRanks() }) },
  "ranks.saveDraft": { who: editors, input: () => ({ definition: someRanks(), revision: 1 }) },
  "ranks.discardDraft": { who: editors },
  "ranks.publish": { who: editors, input: () => ({ revision: 1, startsOn: "2026-12-01" }) },
  "ranks.withdraw": { who: editors, input: (ids) => ({ programId: ids.rankProgramId }), endsIt: true },
  "repairs.form": { who: self },
  "repairs.request": { who: self, input: complaint },
  "repairs.mine": { who: self },
  "repairs.byId": { who: self, input: byRepair },
  "repairs.show": { who: linked, input: byRepair },
  "repairs.answer": {
    who: self,
    input: (ids) => ({ ...byRepair(ids), version: 1, estimateVersion: 1, answer: "decline" }),
  },
  "repairs.cancel": { who: self, input: (ids) => ({ ...byRepair(ids), version: 1 }) },
  "repairs.board": { who: persons, input: (ids) => ({ storeId: ids.storeId }), isFilter: true, mayBeNull: ["storeId"] },
  "repairs.counts": {
    who: persons,
    input: (ids) => ({ storeId: ids.storeId }),
    isFilter: true,
    mayBeNull: ["storeId"],
  },
  "repairs.findByNumber": { who: persons, input: (ids) => ({ text: ids.receiptNo }) },
  "repairs.open": { who: persons, input: byRepair },
  "repairs.slip": { who: persons, input: byRepair },
  "repairs.ofMember": { who: persons, input: byMember },
  "repairs.moments": { who: persons, input: byMember },
  "repairs.formFor": { who: persons, input: byMember },
  "repairs.takeIn": { who: persons, input: (ids) => ({ ...complaint(ids), memberId: ids.memberId }) },
  "repairs.step": { who: persons, input: (ids) => ({ ...byRepair(ids), version: 1, to: "in_repair" }) },
  "repairs.estimate": {
    who: persons,
    input: (ids) => ({
      ...byRepair(ids),
      version: 1,
      lines: [{ kind: "parts", description: "基板", amountYen: 8_800 }],
    }),
  },
  "repairs.recordAnswer": {
    who: persons,
    input: (ids) => ({
      ...byRepair(ids),
      version: 1,
      estimateVersion: 1,
      answer: "approve",
      via: "phone",
      note: "お電話で承りました",
    }),
  },
  "repairs.judge": { who: persons, input: (ids) => ({ ...byRepair(ids), version: 1, cause: "drop" }) },
  "repairs.override": {
    who: persons,
    input: (ids) => ({ ...byRepair(ids), version: 1, coverage: "warranty", reason: "初期不良のため" }),
  },
  "repairs.note": { who: persons, input: (ids) => ({ ...byRepair(ids), text: "部品を注文しました" }) },
  "repairs.moveItem": {
    who: persons,
    input: (ids) => ({ ...byRepair(ids), version: 1, place: "shop", storeId: ids.storeId }),
    mayBeNull: ["storeId"],
  },
  "repairs.addPhotos": {
    who: persons,
    input: (ids) => ({ ...byRepair(ids), photoIds: [ids.photoId] }),
    endsIt: true,
  },
  "repairs.turnaround": {
    who: staff,
    input: (ids) => ({ from: "2026-11-01", to: "2026-11-30", storeId: ids.storeId }),
    isFilter: true,
    mayBeNull: ["storeId"],
  },
  "repairs.policy": { who: staff },
  "repairs.savePolicy": { who: owner, input: () => ({ revision: 0, policy: defaultPolicy }) },
  "results.overview": { who: readers },
  "results.attention": { who: readers },
  "results.figures": { who: readers },
  "results.today": { who: readers },
  "results.numbers": { who: readers, input: byCampaign },
  "results.reactions": { who: readers, input: byCampaign },
  "results.progress": { who: readers, input: byCampaign },
  "results.log": { who: readers, input: byCampaign },
  "results.forMember": { who: staff, input: byMember, isFilter: true },
  "segments.list": { who: readers },
  "segments.byId": { who: readers, input: (ids) => ({ id: ids.segmentId }) },
  "segments.count": { who: readers, input: (ids) => ({ rule: rule(ids) }), isFilter: true },
  "segments.sample": { who: editors, input: (ids) => ({ rule: rule(ids) }), isFilter: true },
  "segments.names": { who: readers, input: (ids) => ({ rule: rule(ids) }), isFilter: true },
  "segments.create": { who: editors, input: (ids) => ({ name: newId(), rule: rule(ids) }), isFilter: true },
  "segments.update": {
    who: editors,
    input: (ids) => ({ id: ids.segmentId, revision: 1, name: newId(), rule: { type: "has_mail", is: true } }),
  },
  "segments.reach": { who: readers, input: (ids) => ({ rule: rule(ids) }), isFilter: true },
  "segments.history": { who: readers, input: (ids) => ({ id: ids.segmentId }) },
  "segments.usedBy": { who: readers, input: (ids) => ({ id: ids.segmentId }) },
  "segments.liveTargets": { who: readers },
  "segments.duplicate": { who: editors, input: (ids) => ({ id: ids.segmentId }) },
  "segments.archive": { who: editors, input: (ids) => ({ id: ids.segmentId }), endsIt: true },
  "settings.all": { who: owner },
  "settings.changeBrand": {
    who: owner,
    input: () => ({ revision: "", name: "新しい店", nameLatin: "New", brandColor: "#1d4f8f", logoFileId: null }),
  },
  "settings.changeCard": { who: owner, input: () => ({ revision: "", cardSymbology: "qr" }) },
  "settings.changeSending": { who: owner, input: () => sending },
  "settings.changeLanguage": {
    who: owner,
    input: () => ({ revision: "", defaultLocale: "en", timeZone: "Asia/Tokyo", businessDayStartMinutes: 0 }),
  },
  "settings.cardSamples": { who: owner },
  "settings.stores": { who: owner },
  "settings.changeStore": {
    who: owner,
    input: (ids) => ({ storeId: ids.storeId, revision: "", externalId: "1", name: "本店", kind: "shop" }),
  },
  "settings.closeStore": { who: owner, input: (ids) => ({ storeId: ids.storeId }) },
  "settings.reopenStore": { who: owner, input: (ids) => ({ storeId: ids.storeId }) },
  "tenancy.shop": { who: everyone },
  "tenancy.stores": { who: staff },
  "tenancy.me": { who: staff },
  "tenancy.staff": { who: editors },
  "tenancy.createStore": { who: owner, input: () => ({ externalId: newId(), name: "新店" }) },
  "tenancy.changeStaffRole": { who: owner, input: (ids) => ({ membershipId: ids.membershipId, role: "marketer" }) },
  "tenancy.removeStaff": { who: owner, input: (ids) => ({ membershipId: ids.membershipId }) },
  "warranties.list": { who: self },
  "warranties.byId": { who: linked, input: (ids) => ({ warrantyId: ids.warrantyId }) },
  "warranties.ofMember": { who: staff, input: byMember },
  // Last of all: afterwards the member is not there to ask for anything.
  "memberDesk.withdrawMe": { who: self, input: () => ({}) },
};
