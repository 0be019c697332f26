"use client";

import { TRPCClientError } from "@trpc/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import type { SaveStatus } from "@/components/campaigns/composer/save-state";
import {
  type Clash,
  clashesOf,
  isSameWork,
  merged,
  type PartName,
  type Work,
} from "@/components/campaigns/composer/work";
import { forget, keep, keptOf } from "./kept-draft";

const settleMs = 800;
const retryMs = [2_000, 5_000, 10_000, 30_000];

export interface Conflict {
  theirs: Work;
  revision: number;
  clashes: Clash[];
  savedAt: Date | null;
  /** Null where it was another window of one's own, or the product itself. */
  savedBy: string | null;
  isMine: boolean;
}

interface From {
  id: string;
  revision: number;
  work: Work;
}

/**
 * A draft that saves itself a moment after the last key. Whatever stands in its way (no network, an ended session, somebody else's
 * change), typing goes on, and what was typed stays in this tab until it is saved.
 */
export function useDraft({ id: campaignId, revision: firstRevision, work: first }: From) {
  const client = useTRPCClient();
  const errorText = useErrorText();
  // Words may be exchanged by a renewal of the page; that must not begin the saving anew.
  const inWords = useRef(errorText);
  useEffect(() => {
    inWords.current = errorText;
  }, [errorText]);
  const [work, setWork] = useState(first);
  const [status, setStatus] = useState<SaveStatus>({ kind: "saved", at: null });
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [revision, setRevision] = useState(firstRevision);
  /** Moves on when the work was exchanged from outside the fields, which then begin anew. */
  const [epoch, setEpoch] = useState(0);
  // The newest of everything, for what runs later than the render it was made in.
  const now = useRef({
    work: first,
    base: first,
    revision: firstRevision,
    /** The saving under way. */
    saving: null as Promise<boolean> | null,
    isStopped: false,
    isSignedOut: false,
    tries: 0,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const compare = useCallback(
    async (details: { savedBy?: string | null; savedAt?: string; isMine?: boolean }) => {
      const found = await client.campaigns.byId.query({ campaignId });
      const theirs: Work = {
        name: found.name,
        messageClass: found.messageClass,
        priority: found.priority,
        draft: found.draft,
      };
      const { base, work: mine } = now.current;
      const clashes = clashesOf(base, mine, theirs);
      if (clashes.length === 0) {
        Object.assign(now.current, { base: theirs, revision: found.revision, isStopped: false });
        setRevision(found.revision);
        return true;
      }
      setConflict({
        theirs,
        revision: found.revision,
        clashes,
        savedAt: details.savedAt ? new Date(details.savedAt) : found.draftSavedAt,
        savedBy: details.savedBy ?? null,
        isMine: details.isMine ?? false,
      });
      setStatus({ kind: "conflict" });
      return false;
    },
    [campaignId, client],
  );

  /** Saves what is there, one saving at a time: false while another is under way, which goes on to what came meanwhile by itself. */
  const save = useCallback(async (): Promise<boolean> => {
    const at = now.current;
    clearTimeout(timer.current);
    if (at.saving || at.isStopped) return false;
    const send = async (): Promise<boolean> => {
      const sent = at.work;
      if (isSameWork(sent, at.base)) {
        forget(campaignId);
        setStatus((was) => (was.kind === "saved" ? was : { kind: "saved", at: new Date() }));
        return true;
      }
      setStatus({ kind: "saving" });
      try {
        const saved = await client.campaigns.saveDraft.mutate({ campaignId, revision: at.revision, ...sent });
        Object.assign(at, { base: sent, revision: saved.revision, tries: 0 });
        setRevision(saved.revision);
        if (isSameWork(at.work, sent)) {
          forget(campaignId);
          setStatus({ kind: "saved", at: new Date() });
          return true;
        }
        keep(campaignId, at);
        setStatus({ kind: "unsaved" });
        // oxlint-disable-next-line react/immutability -- it runs later, when it is there
        timer.current = setTimeout(() => void save(), settleMs);
        return false;
      } catch (error) {
        const data = error instanceof TRPCClientError ? error.data : null;
        if (data?.code === "CONFLICT") {
          at.isStopped = true;
          const isSettled = await compare(data.details ?? {}).catch(() => {
            at.isStopped = false;
            return false;
          });
          return isSettled ? send() : false;
        }
        at.isSignedOut = data?.code === "UNAUTHORIZED";
        if (at.isSignedOut) setStatus({ kind: "signed_out" });
        else if (data && data.httpStatus < 500) setStatus({ kind: "refused", why: inWords.current(error) });
        else {
          // Never arrived, or broke there: it is tried again, ever more seldom.
          setStatus({ kind: "offline" });
          timer.current = setTimeout(() => void save(), retryMs[Math.min(at.tries, retryMs.length - 1)]);
          at.tries += 1;
        }
        return false;
      }
    };
    at.saving = send().finally(() => {
      at.saving = null;
    });
    return at.saving;
    // oxlint-disable-next-line react/memo-dependencies -- it calls itself later; see above
  }, [campaignId, client, compare]);

  const change = useCallback(
    (next: (work: Work) => Work) => {
      const at = now.current;
      at.work = next(at.work);
      setWork(at.work);
      keep(campaignId, at);
      if (at.isStopped) return;
      setStatus((was) => (was.kind === "offline" || was.kind === "signed_out" ? was : { kind: "unsaved" }));
      if (at.saving) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), settleMs);
    },
    [campaignId, save],
  );

  /** Goes on from their draft, with those parts of mine that were chosen; returns what was not chosen. */
  const settle = useCallback(
    (keepMine: readonly PartName[]) => {
      if (!conflict) return;
      const at = now.current;
      const next = merged(at.work, conflict.theirs, keepMine);
      Object.assign(at, { work: next, base: conflict.theirs, revision: conflict.revision, isStopped: false });
      setWork(next);
      setRevision(conflict.revision);
      setConflict(null);
      setEpoch((no) => no + 1);
      keep(campaignId, at);
      void save();
    },
    [campaignId, conflict, save],
  );

  /**
   * Throws away what was never published. What is typed is saved first, so that it can be put back; a draft of nothing launched
   * is gone with its campaign. Null where a newer draft has to be looked at first.
   */
  const discard = useCallback(async (): Promise<{ isDeleted: boolean; thrownAway: Work } | null> => {
    const at = now.current;
    await at.saving;
    await save();
    if (at.saving || at.isStopped) return null;
    clearTimeout(timer.current);
    const thrownAway = at.work;
    at.isStopped = true;
    try {
      const { isDeleted } = await client.campaigns.discardDraft.mutate({ campaignId, revision: at.revision });
      forget(campaignId);
      if (isDeleted) {
        at.base = at.work;
        return { isDeleted, thrownAway };
      }
      const { name, messageClass, priority, draft, revision: next } = await client.campaigns.byId.query({ campaignId });
      const live = { name, messageClass, priority, draft };
      Object.assign(at, { work: live, base: live, revision: next, isStopped: false });
      setWork(live);
      setRevision(next);
      setEpoch((no) => no + 1);
      setStatus({ kind: "saved", at: new Date() });
      return { isDeleted, thrownAway };
    } catch (error) {
      const data = error instanceof TRPCClientError ? error.data : null;
      if (data?.code === "CONFLICT") {
        await compare(data.details ?? {});
        return null;
      }
      at.isStopped = false;
      // Nothing was thrown away: what is not saved yet goes on trying.
      void save();
      throw error;
    }
  }, [campaignId, client, compare, save]);

  // What this tab kept from before a reload, a crash or a sign-in.
  useEffect(() => {
    const kept = keptOf(campaignId);
    const at = now.current;
    if (!kept || isSameWork(kept.work, at.base)) {
      forget(campaignId);
      return;
    }
    at.work = kept.work;
    setWork(kept.work);
    setEpoch((no) => no + 1);
    if (kept.revision === at.revision) {
      setStatus({ kind: "unsaved" });
      void save();
      return;
    }
    Object.assign(at, { base: kept.base, revision: kept.revision });
    void save();
  }, [campaignId, save]);

  useEffect(() => {
    const online = () => void save();
    const leaving = (event: BeforeUnloadEvent) => {
      // On the way to the sign-in and back it waits in this tab.
      if (!now.current.isSignedOut && !isSameWork(now.current.work, now.current.base)) event.preventDefault();
    };
    window.addEventListener("online", online);
    window.addEventListener("beforeunload", leaving);
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("beforeunload", leaving);
      // Leaving the composer for another page of the office saves what is left.
      void save();
    };
  }, [save]);

  /** Puts another whole work in the place of this one. */
  const replace = (next: Work) => {
    change(() => next);
    setEpoch((no) => no + 1);
  };
  return { work, status, conflict, revision, epoch, change, replace, save, settle, discard };
}
