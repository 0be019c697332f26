import account from "./ja/account.json";
import papers from "./ja/papers.json";
import trouble from "./ja/trouble.json";
import access from "./ja/access.json";
import common from "./ja/common.json";
import ui from "./ja/ui.json";
import points from "./ja/points.json";
import members from "./ja/members.json";
import memberDesk from "./ja/memberDesk.json";
import auth from "./ja/auth.json";
import my from "./ja/my.json";
import staff from "./ja/staff.json";
import admin from "./ja/admin.json";
import campaigns from "./ja/campaigns.json";
import composer from "./ja/composer.json";
import adminHome from "./ja/adminHome.json";
import sendCalendar from "./ja/sendCalendar.json";
import segments from "./ja/segments.json";
import rewards from "./ja/rewards.json";
import visits from "./ja/visits.json";
import friends from "./ja/friends.json";
import segmentBuilder from "./ja/segmentBuilder.json";
import counter from "./ja/counter.json";
import coupons from "./ja/coupons.json";
import replay from "./ja/replay.json";
import earning from "./ja/earning.json";
import delivery from "./ja/delivery.json";
import catalog from "./ja/catalog.json";
import purchases from "./ja/purchases.json";
import imports from "./ja/imports.json";
import ranks from "./ja/ranks.json";
import warranties from "./ja/warranties.json";
import tenancy from "./ja/tenancy.json";
import errors from "./ja/errors.json";
import passes from "./ja/passes.json";
import repairs from "./ja/repairs.json";
import files from "./ja/files.json";
import identity from "./ja/identity.json";
import settings from "./ja/settings.json";
import start from "./ja/start.json";
import pos from "./ja/pos.json";
import watch from "./ja/watch.json";
import books from "./ja/books.json";

export const ja = {
  account,
  papers,
  trouble,
  access,
  common,
  ui,
  points,
  members,
  memberDesk,
  auth,
  my,
  staff,
  admin,
  campaigns,
  composer,
  adminHome,
  sendCalendar,
  segments,
  rewards,
  visits,
  friends,
  segmentBuilder,
  counter,
  coupons,
  delivery,
  earning,
  replay,
  catalog,
  purchases,
  imports,
  ranks,
  warranties,
  tenancy,
  errors,
  passes,
  repairs,
  files,
  identity,
  settings,
  start,
  pos,
  watch,
  books,
};
