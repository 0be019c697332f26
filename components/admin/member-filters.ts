import { addressOf } from "./address";

/** The list of members as its address says it. */
export interface MemberListState {
  q: string;
  mail: "" | "yes" | "no" | "none";
  status: "" | "withdrawn";
  store: string;
  tag: string;
  rank: string;
  from: string;
  to: string;
  sort: MemberListSort;
}
export const memberSorts = ["joined", "joined_asc", "kana", "kana_desc", "login"] as const;
export type MemberListSort = (typeof memberSorts)[number];

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** What an address asks for; what makes no sense in it is left out, so that an old or cut address still shows a list. */
export function memberListState(query: Record<string, string | undefined>): MemberListState {
  const one = <T extends string>(value: string | undefined, known: readonly T[]) =>
    known.find((name) => name === value);
  const like = (value: string | undefined, shape: RegExp) => (value && shape.test(value) ? value : "");
  const isDay = (value: string | undefined) => {
    const text = like(value, day);
    return text && !Number.isNaN(Date.parse(text)) ? text : "";
  };
  return {
    q: (query.q ?? "").slice(0, 100),
    mail: one(query.mail, ["yes", "no", "none"]) ?? "",
    status: one(query.status, ["withdrawn"]) ?? "",
    store: like(query.store, uuid),
    tag: like(query.tag, uuid),
    rank: like(query.rank, uuid),
    from: isDay(query.from),
    to: isDay(query.to),
    sort: one(query.sort, memberSorts) ?? "joined",
  };
}

/** What the server is asked for. */
export const memberFilterOf = (state: MemberListState) => ({
  q: state.q,
  mailOptIn: state.mail === "yes" ? true : state.mail === "no" ? false : undefined,
  hasMail: state.mail === "none" ? false : undefined,
  storeId: state.store || undefined,
  tagId: state.tag || undefined,
  rankId: state.rank || undefined,
  joinedFrom: state.from || undefined,
  joinedTo: state.to || undefined,
  withdrawn: state.status === "withdrawn",
});

const queryOf = (state: MemberListState) => ({ ...state, sort: state.sort === "joined" ? "" : state.sort });

/** The address of a list, at its first page unless a cursor is given. */
export const memberListHref = (
  path: string,
  state: MemberListState,
  page: { cursor?: string | null; dir?: "prev" | null } = {},
): string => addressOf(path, { ...queryOf(state), ...page });

/** The query part alone, for keeping a list under a name. */
export const memberListQuery = (state: MemberListState): string => addressOf("", queryOf(state)).slice(1);

/** True when anything but the order is asked for. */
export const isNarrowed = (state: MemberListState): boolean =>
  Boolean(state.q || state.mail || state.status || state.store || state.tag || state.rank || state.from || state.to);

export const memberColumns = ["number", "rank", "contact", "mail", "store", "joined", "login", "external"] as const;
export type MemberColumn = (typeof memberColumns)[number];
const usual: readonly MemberColumn[] = ["number", "rank", "contact", "mail", "joined", "login"];
export const columnsCookie = "goen.member-columns";

/** The columns somebody chose, as their browser keeps them. */
export function chosenColumns(cookie: string | undefined): readonly MemberColumn[] {
  if (cookie === undefined) return usual;
  const named = cookie.split(".");
  return memberColumns.filter((name) => named.includes(name));
}
