import { setTimeout as delay } from 'node:timers/promises';
import type { CallLab } from '../call-lab.ts';
import type { CallPage } from '../calls/call-page.ts';
import { connectionsOf } from '../calls/connections-of.ts';
import { connectControl, controlFramesSince, type Cure } from '../calls/control-link.ts';
import { shownSince } from '../calls/shown-frames.ts';
import { viewsWithout } from '../calls/who-was-there.ts';
import type { Fault } from './faults.ts';
import { frameFlow } from './frame-flow.ts';
import { callBetween, type TwoEnds } from './two-ends.ts';

/** What else is going on at the moment of a fault. */
export type Moment = 'quiet' | 'renegotiation' | 'no-signaling';

export interface RepairOptions {
  readonly fault: Fault;
  readonly moment: Moment;
  /** What the control link does, to which the same happens at the same time. */
  readonly cure: Cure;
  /** Whether to wait until the control link works again, too. Default: no. */
  readonly awaitControl?: boolean;
}

/** What a fault did to a call, and to the control link beside it. */
export interface RepairOutcome {
  readonly call: Repair;
  readonly control: Repair;
  /** The peer connections that the two pages have made since. */
  readonly replacements: readonly number[];
  /** What the pages showed when they were not both in the room; empty when nobody left or came. */
  readonly disturbances: readonly unknown[];
}

export interface Repair {
  /**
   * From the moment that a path was there until pictures flowed at both ends, in milliseconds. 0 if they never stopped,
   * null if they had not when the measurement ended.
   */
  readonly repairedMs: number | null;
  /** The longest time without a picture at either end, in milliseconds. */
  readonly longestGapMs: number;
}

type TwoPages = TwoEnds['pages'];

/** How long a call goes on before anything happens, in milliseconds: until both ends have settled on a path. */
const SETTLED_MS = 1_500;
/** How long the signaling server cannot be reached, in milliseconds. */
const NO_SIGNALING_MS = 3_000;
/** Pictures that have flowed for so long flow again, in milliseconds. */
const STEADY_MS = 1_500;
const LOOK_EVERY_MS = 100;
/** What has not come back by then is given up, in milliseconds. */
const LIMIT_MS = 30_000;

/** Holds a call between two ordinary NATs, and lets a fault strike it. The pages and the net stay as they are then. */
export async function measureRepair(lab: CallLab, options: RepairOptions): Promise<RepairOutcome> {
  const { fault, moment, cure, awaitControl = false } = options;
  const { net } = lab;
  const { pages } = await callBetween(
    lab,
    { home: net.west.home(0), browser: 'chromium' },
    { home: net.east.home(0), browser: 'chromium' },
  );
  const [first, second] = pages;
  await connectControl(pages, cure);
  await delay(SETTLED_MS);
  await Promise.all(pages.map((page) => page.forgetViews()));
  const before = await connectionsOf(pages);

  const struckAt = Date.now();
  await Promise.all([fault.strike(net), alongside(lab, pages, moment)]);
  const pathAt = await untilThereIsAPath(lab, fault, moment, struckAt);

  const look = () =>
    Promise.all([seenOf(pages, shownSince, struckAt, pathAt), seenOf(pages, controlFramesSince, struckAt, pathAt)]);
  const isOver = (seen: readonly Seen[]) => seen.slice(0, awaitControl ? 2 : 1).every(isSteady);
  let seen = await look();
  while (Date.now() < pathAt + LIMIT_MS && !isOver(seen)) {
    await delay(LOOK_EVERY_MS);
    seen = await look();
  }
  const [call, control] = seen;
  const after = await connectionsOf(pages);
  const disturbances = await Promise.all([viewsWithout(first, [second]), viewsWithout(second, [first])]);
  return {
    call: repairOf(call),
    control: repairOf(control),
    replacements: after.map((count, index) => count - (before[index] ?? 0)),
    disturbances: disturbances.flat(),
  };
}

/** What goes on besides; it has begun when the fault strikes. */
async function alongside({ net }: CallLab, [, offerer]: TwoPages, moment: Moment): Promise<void> {
  if (moment === 'no-signaling') await net.backbone.losesSignaling(true);
  if (moment === 'renegotiation') await offerer.page.evaluate(() => window.peerConnections.at(-1)?.restartIce());
}

/** Lets the fault and what goes on besides pass, and tells when a path was there again, in milliseconds since the epoch. */
async function untilThereIsAPath({ net }: CallLab, fault: Fault, moment: Moment, struckAt: number): Promise<number> {
  const path = async () => {
    if (fault.passes === null) return struckAt;
    await delay(fault.passes.afterMs);
    await fault.passes.end(net);
    return Date.now();
  };
  const signaling = async () => {
    if (moment !== 'no-signaling') return struckAt;
    await delay(NO_SIGNALING_MS);
    await net.backbone.losesSignaling(false);
    return Date.now();
  };
  return Math.max(...(await Promise.all([path(), signaling()])));
}

/** A repair, and for how long it has held, in milliseconds. */
interface Seen extends Repair {
  readonly steadyMs: number;
}

async function seenOf(
  pages: TwoPages,
  framesSince: (page: CallPage, since: number) => Promise<readonly number[]>,
  struckAt: number,
  pathAt: number,
): Promise<Seen> {
  const now = Date.now();
  const flows = await Promise.all(
    pages.map(async (page) => frameFlow(await framesSince(page, struckAt), struckAt, now)),
  );
  const longestGapMs = Math.max(...flows.map((flow) => flow.longestGapMs));
  const resumed = flows.map(({ resumedAt }) => resumedAt);
  if (!resumed.every((at) => at !== null)) return { repairedMs: null, longestGapMs, steadyMs: 0 };
  const flowsSince = Math.max(pathAt, ...resumed);
  return { repairedMs: flowsSince - pathAt, longestGapMs, steadyMs: now - flowsSince };
}

function isSteady({ steadyMs }: Seen): boolean {
  return steadyMs >= STEADY_MS;
}

function repairOf({ repairedMs, longestGapMs }: Seen): Repair {
  return { repairedMs, longestGapMs };
}
