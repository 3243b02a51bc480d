import { afterEach, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { CallHarness } from '../testing/call-harness.ts';
import { pictureTrack } from '../testing/pictures.ts';
import { joinedWith, participant, source } from '../testing/snapshots.ts';

const devices = { microphone: source('microphone', { name: 'live', track: pictureTrack('#000') }) };

const preferMotion = (value: 'reduce' | 'no-preference') =>
  cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] });

afterEach(() => preferMotion('no-preference'));

it.each([
  { prefers: 'no-preference', moves: true },
  { prefers: 'reduce', moves: false },
] as const)('moves by preference: $prefers', async ({ prefers, moves }) => {
  await preferMotion(prefers);
  const harness = await CallHarness.mount();
  await harness.show(devices);
  expect(moving(harness.element).length > 0).toBe(moves);
  await harness.show(joinedWith(participant('1', 'Mina')));
  expect(moving(harness.element).length > 0).toBe(moves);
});

/** The tags and classes of what would take time to change, however deep. */
function moving(root: Element): string[] {
  const { transitionDuration, animationName } = getComputedStyle(root);
  const takesTime =
    animationName !== 'none' || transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0);
  const inside = [...root.children, ...(root.shadowRoot?.children ?? [])].flatMap(moving);
  return takesTime ? [`${root.localName}.${root.className}`, ...inside] : inside;
}
