import type { Actor } from "./ctx";
import { staffMay } from "./permissions";

interface FileKind {
  /** Drawn anew before it is kept, at most so many pixels long; null: kept byte by byte. */
  pictureEdge: number | null;
  mayUpload: (actor: Actor) => boolean;
  mayOpen: (actor: Actor, file: { memberId: string | null }) => boolean;
}

const isOwn = (actor: Actor, memberId: string | null) =>
  actor.kind === "member" && memberId !== null && actor.id === memberId;
const nobody = () => false;

/** Every kind of file, and whom it is for. */
export const fileKinds = {
  logo: {
    pictureEdge: 640,
    mayUpload: (actor) => staffMay(actor, "settings.edit"),
    mayOpen: () => true,
  },
  repair_photo: {
    pictureEdge: 1600,
    mayUpload: (actor) => actor.kind === "member" || staffMay(actor, "repairs.manage"),
    mayOpen: (actor, { memberId }) => isOwn(actor, memberId) || staffMay(actor, "repairs.manage"),
  },
  reward_picture: {
    pictureEdge: 1200,
    mayUpload: (actor) => staffMay(actor, "rewards.edit"),
    mayOpen: () => true,
  },
  import: {
    pictureEdge: null,
    mayUpload: (actor) => staffMay(actor, "imports.run"),
    mayOpen: nobody,
  },
  // Written by jobs; each is handed out by a page of its own, which asks who may have it and writes down who had it.
  export: { pictureEdge: null, mayUpload: nobody, mayOpen: nobody },
} as const satisfies Record<string, FileKind>;

export type FileKindName = keyof typeof fileKinds;

export const fileKind = (name: string): FileKind | undefined =>
  Object.hasOwn(fileKinds, name) ? fileKinds[name as FileKindName] : undefined;
