/** Something a member did, or that a machine did in their name. */
export interface NewEvent {
  memberId: string;
  occurredAt: Date;
  /** '<what>.<happened>', e.g. 'mail.clicked'. */
  kind: string;
  productId?: string | null;
  storeId?: string | null;
  deliveryId?: string | null;
  /** A scanner's or prefetcher's doing: kept, but never counted as the member's. */
  isBot?: boolean;
  data?: Record<string, unknown> | null;
}
