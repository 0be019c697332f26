import account from "./en/account.json";
import papers from "./en/papers.json";
import trouble from "./en/trouble.json";
import access from "./en/access.json";
import common from "./en/common.json";
import ui from "./en/ui.json";
import points from "./en/points.json";
import members from "./en/members.json";
import memberDesk from "./en/memberDesk.json";
import auth from "./en/auth.json";
import my from "./en/my.json";
import staff from "./en/staff.json";
import admin from "./en/admin.json";
import campaigns from "./en/campaigns.json";
import composer from "./en/composer.json";
import adminHome from "./en/adminHome.json";
import sendCalendar from "./en/sendCalendar.json";
import segments from "./en/segments.json";
import rewards from "./en/rewards.json";
import visits from "./en/visits.json";
import friends from "./en/friends.json";
import segmentBuilder from "./en/segmentBuilder.json";
import counter from "./en/counter.json";
import coupons from "./en/coupons.json";
import replay from "./en/replay.json";
import earning from "./en/earning.json";
import delivery from "./en/delivery.json";
import catalog from "./en/catalog.json";
import purchases from "./en/purchases.json";
import imports from "./en/imports.json";
import ranks from "./en/ranks.json";
import warranties from "./en/warranties.json";
import tenancy from "./en/tenancy.json";
import errors from "./en/errors.json";
import passes from "./en/passes.json";
import repairs from "./en/repairs.json";
import files from "./en/files.json";
import identity from "./en/identity.json";
import settings from "./en/settings.json";
import start from "./en/start.json";
import pos from "./en/pos.json";
import watch from "./en/watch.json";
import books from "./en/books.json";

export const en = {
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
