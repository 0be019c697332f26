import type { HandLimit } from "@/server/points/rules/safeguards";

export interface ApprovalView {
  approvalId: string;
  memberId: string;
  memberNo: string;
  familyName: string | null;
  givenName: string | null;
  points: number;
  reason: string;
  limitKind: HandLimit;
  state: "waiting" | "approved" | "refused" | "withdrawn" | "expired";
  storeName: string | null;
  askedAt: Date;
  askedByName: string | null;
  expiresAt: Date;
  decidedAt: Date | null;
  decidedByName: string | null;
  decisionReason: string | null;
  isOwn: boolean;
  decisionRefusal: string | null;
}
