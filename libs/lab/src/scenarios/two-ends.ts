import type { BrowserName } from '../browsers/launch.ts';
import type { CallLab } from '../call-lab.ts';
import type { CallPage } from '../calls/call-page.ts';
import type { Home } from '../network/home.ts';

/** Where one end of a call is, and in which browser. */
export interface End {
  readonly home: Home;
  readonly browser: BrowserName;
}

export interface TwoEnds {
  /** Who was there first, and who came. */
  readonly pages: readonly [CallPage, CallPage];
  /** From the moment that the second one joined until both had seen a picture of the other, in milliseconds. */
  readonly firstFrameMs: number;
}

/** How long the first picture may take, in milliseconds: no measure, but a guard against waiting for ever. */
const FIRST_FRAME_LIMIT_MS = 30_000;

let rooms = 0;

/** Lets two people call each other through the page that a person sees, in a room of their own. */
export async function callBetween(lab: CallLab, here: End, there: End): Promise<TwoEnds> {
  rooms += 1;
  const room = `lab-${rooms}`;
  const [first, second] = await Promise.all([
    lab.open(here.home, here.browser, room),
    lab.open(there.home, there.browser, room),
  ]);
  await first.join('First');
  await first.leaveButton.waitFor();
  await second.join('Second');
  const shown = await Promise.all([firstFrame(first), firstFrame(second)]);
  const joined = (await second.views()).find(({ phase }) => phase !== 'idle')?.at ?? NaN;
  return { pages: [first, second], firstFrameMs: Math.max(...shown) - joined };
}

/** When the page first showed a picture of somebody else, in milliseconds since the epoch. */
async function firstFrame({ page }: CallPage): Promise<number> {
  const at = await page.waitForFunction(() => window.shownFrames[0], null, { timeout: FIRST_FRAME_LIMIT_MS });
  return Number(await at.jsonValue());
}
