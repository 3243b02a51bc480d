import { playableTrack, TestWorld } from '@rtc-call/client/testing';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { registerElements } from './register-elements.ts';

// The first example of docs/testing.md, word for word: a change here is one there.

registerElements();

afterEach(() => document.body.replaceChildren());

test('somebody joins, mutes, goes away and comes back', async () => {
  const world = new TestWorld({ now: Date.now(), createTrack: playableTrack });
  const you = world.openPage('You', { room: 'support' });
  const ada = world.addParticipant('Ada', { room: 'support' });

  const element = document.createElement('rtc-call');
  element.call = you.call;
  document.body.append(element);
  await world.until(() => you.call.snapshot.camera.state.name === 'live');
  await page.getByRole('button', { name: 'Join' }).click();
  await world.until(() => you.call.snapshot.phase.name === 'joined');

  ada.play([
    { at: 0, action: { kind: 'join' } },
    { at: 1_000, action: { kind: 'turn-on', source: 'microphone' } },
    { at: 3_000, action: { kind: 'turn-off', source: 'microphone' } },
    { at: 5_000, action: { kind: 'reload', takesMs: 1_000 } },
  ]);
  const tile = page.getByRole('group', { name: 'Ada' });

  await world.advance(2_000);
  await expect.element(tile).toBeVisible();
  await expect.element(tile.getByText('Microphone off')).not.toBeInTheDocument();
  await world.advance(2_000);
  await expect.element(tile.getByText('Microphone off')).toBeInTheDocument();
  await world.advance(1_500);
  await expect.element(tile.getByText('Away…')).toBeInTheDocument();
  await world.advance(2_000);
  await expect.element(tile.getByText('Away…')).not.toBeInTheDocument();
  expect(you.call.snapshot.participants[0]?.link).toBe('connected');
});
