import { CallError, type CallSnapshot } from '@rtc-call/client';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { CallHarness } from './testing/call-harness.ts';
import { pictureTrack } from './testing/pictures.ts';
import { deniedSource, joinedWith, participant, RETURNING, reconnectingWith, source } from './testing/snapshots.ts';

const live = { name: 'live', track: pictureTrack('#31506f') } as const;
const people = [
  participant('1', 'Mina Kim', { cameraOn: true, videoTrack: live.track }),
  participant('2', '박지원', { microphoneOn: false, link: 'interrupted' }),
  participant('3', 'هبة', { link: 'failed' }),
  participant('4', 'Ada'),
  participant('5', 'Joan', { presence: 'away' }),
];

const states: readonly { state: string; snapshot: Partial<CallSnapshot> }[] = [
  {
    state: 'the lobby',
    snapshot: { microphone: source('microphone', live), camera: source('camera', live), displayName: 'Ada' },
  },
  { state: 'the lobby, refused', snapshot: { microphone: deniedSource('microphone'), camera: deniedSource('camera') } },
  { state: 'the room', snapshot: { ...joinedWith(...people), microphone: source('microphone', live) } },
  { state: 'the room, alone', snapshot: joinedWith() },
  { state: 'the room, reconnecting', snapshot: { ...reconnectingWith(...people), camera: deniedSource('camera') } },
  { state: 'the way back', snapshot: { phase: RETURNING } },
  { state: 'left', snapshot: { phase: { name: 'left' } } },
  {
    state: 'an error',
    snapshot: { phase: { name: 'failed', error: new CallError('server-unreachable', 'Nothing answers.') } },
  },
];

describe.each(['light', 'dark'])('in %s', (scheme) => {
  it.each(states)('$state has no fault that axe finds', async ({ snapshot }) => {
    document.documentElement.lang = 'en';
    document.documentElement.style.colorScheme = scheme;
    document.body.style.background = 'Canvas';
    const harness = await CallHarness.mount();
    await harness.show(snapshot);
    await Promise.all(document.getAnimations().map((animation) => animation.finished));
    const { violations } = await axe.run(harness.element, {
      // The page around it is not ours: it has the main heading and the landmarks.
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    });
    expect(
      violations.map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => html + failureSummary)]),
    ).toEqual([]);
  });
});
