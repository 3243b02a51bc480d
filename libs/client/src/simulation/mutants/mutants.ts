import type { Strategies } from '../strategies.ts';
import * as call from './broken-call.ts';
import * as log from './broken-log.ts';
import * as recovery from './broken-recovery.ts';
import * as session from './broken-session.ts';

/** A rule that is broken, and how soon the simulation has to notice. */
export interface Mutant {
  readonly fault: string;
  readonly strategies: Strategies;
  /** How many seeds it takes at most, from the first. */
  readonly within: number;
}

export const MUTANTS: readonly Mutant[] = [
  { fault: 'the log takes a batch twice', strategies: { wrapLog: log.forgetsBatches }, within: 30 },
  { fault: 'the log forgets who left', strategies: { wrapLog: log.forgetsLeaves }, within: 10 },
  { fault: 'the log forgets which stream is the newest', strategies: { wrapLog: log.forgetsAttached }, within: 10 },
  { fault: 'the log has every signal twice', strategies: { wrapLog: log.deliversTwice }, within: 10 },
  {
    fault: 'a batch is acknowledged before it is in the log',
    strategies: { wrapLog: log.acknowledgesEarly },
    within: 30,
  },
  {
    fault: 'the log loses an entry',
    strategies: { wrapLog: (kept, clock) => log.dropsEntries()(kept, clock) },
    within: 10,
  },
  { fault: 'the log reorders entries', strategies: { wrapLog: log.reordersEntries }, within: 10 },
  { fault: 'decisions are made on an old roster', strategies: { wrapLog: log.skipsRosterCheck }, within: 300 },
  { fault: 'who could not be heard is taken for gone', strategies: { wrapLog: log.expiresAfterPause }, within: 150 },
  { fault: 'nobody is ever taken for gone', strategies: { wrapLog: log.neverExpires }, within: 10 },
  {
    fault: 'a client does not send again',
    strategies: { rules: () => ({ session: session.neverResends }) },
    within: 50,
  },
  {
    fault: 'a client sends again as something new',
    strategies: { rules: () => ({ session: session.resendsAnew }) },
    within: 10,
  },
  {
    fault: 'a client names no incarnation',
    strategies: { rules: () => ({ session: session.namesNoIncarnation }) },
    within: 300,
  },
  {
    fault: 'a client tells what it has told',
    strategies: { rules: () => ({ session: session.tellsTwice }) },
    within: 150,
  },
  { fault: 'a client overlooks gaps', strategies: { rules: () => ({ session: session.overlooksGaps }) }, within: 100 },
  {
    fault: 'a client trusts a silent stream',
    strategies: { rules: () => ({ session: session.waitsForever }) },
    within: 100,
  },
  {
    fault: 'a reloaded page comes as somebody else',
    strategies: { rules: () => ({ session: session.losesItsTicket }) },
    within: 10,
  },
  { fault: 'the log takes nobody back', strategies: { wrapLog: log.refusesReloads }, within: 10 },
  { fault: 'ICE servers are left to expire', strategies: { rules: () => call.neverRefreshes }, within: 10 },
  { fault: 'nothing is said again', strategies: { rules: () => call.neverSaysAgain }, within: 60 },
  { fault: 'who is not back yet is taken for gone', strategies: { rules: () => call.awaitsNobody }, within: 10 },
  { fault: 'links to other incarnations are kept', strategies: { rules: () => call.keepsDeadLinks }, within: 50 },
  { fault: 'a dead link is not replaced', strategies: { rules: () => recovery.neverReplaces }, within: 30 },
  { fault: 'a successor never leads', strategies: { rules: () => recovery.neverTakesOver }, within: 30 },
  {
    fault: 'a successor may try for ever',
    strategies: { rules: () => recovery.neverGivesUp, hasNoIceServers: true },
    within: 300,
  },
  {
    fault: 'a successor that came to nothing is kept',
    strategies: { rules: () => recovery.dropsNothing },
    within: 120,
  },
  {
    fault: 'a link is replaced only once',
    strategies: { rules: () => recovery.triesOnce, hasNoIceServers: true },
    within: 300,
  },
  {
    fault: 'a first link may try for ever',
    strategies: { rules: () => recovery.waitsForFirst, hasNoIceServers: true },
    within: 300,
  },
  { fault: 'a client does not hear who left', strategies: { rules: () => call.overlooksLeaves }, within: 30 },
];
