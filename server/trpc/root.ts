import { createCallerFactory, router } from "./init";
import { accountRouter } from "./routers/account";
import { accessRouter } from "./routers/access";
import { booksRouter } from "./routers/books";
import { campaignsRouter } from "./routers/campaigns";
import { catalogRouter } from "./routers/catalog";
import { couponsRouter } from "./routers/coupons";
import { counterRouter } from "./routers/counter";
import { deliveryRouter } from "./routers/delivery";
import { earningRouter } from "./routers/earning";
import { friendsRouter } from "./routers/friends";
import { identityRouter } from "./routers/identity";
import { importsRouter } from "./routers/imports";
import { insightsRouter } from "./routers/insights";
import { memberDeskRouter } from "./routers/member-desk";
import { membersRouter } from "./routers/members";
import { onboardingRouter } from "./routers/onboarding";
import { pointsRouter } from "./routers/points";
import { purchasesRouter } from "./routers/purchases";
import { passesRouter } from "./routers/passes";
import { ranksRouter } from "./routers/ranks";
import { receiptCouponsRouter } from "./routers/receipt-coupons";
import { repairsRouter } from "./routers/repairs";
import { replayRouter } from "./routers/replay";
import { resultsRouter } from "./routers/results";
import { rewardsRouter } from "./routers/rewards";
import { segmentsRouter } from "./routers/segments";
import { settingsRouter } from "./routers/settings";
import { tenancyRouter } from "./routers/tenancy";
import { visitsRouter } from "./routers/visits";
import { warrantiesRouter } from "./routers/warranties";
import { watchRouter } from "./routers/watch";

export const appRouter = router({
  account: accountRouter,
  books: booksRouter,
  access: accessRouter,
  campaigns: campaignsRouter,
  catalog: catalogRouter,
  counter: counterRouter,
  coupons: couponsRouter,
  delivery: deliveryRouter,
  earning: earningRouter,
  friends: friendsRouter,
  identity: identityRouter,
  imports: importsRouter,
  insights: insightsRouter,
  memberDesk: memberDeskRouter,
  members: membersRouter,
  onboarding: onboardingRouter,
  points: pointsRouter,
  purchases: purchasesRouter,
  passes: passesRouter,
  ranks: ranksRouter,
  receiptCoupons: receiptCouponsRouter,
  repairs: repairsRouter,
  replay: replayRouter,
  results: resultsRouter,
  rewards: rewardsRouter,
  segments: segmentsRouter,
  settings: settingsRouter,
  tenancy: tenancyRouter,
  visits: visitsRouter,
  warranties: warrantiesRouter,
  watch: watchRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
