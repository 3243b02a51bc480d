import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallHarness } from '../../testing/call-harness.ts';
import { deniedSource, joinedWith, participant, source } from '../../testing/snapshots.ts';

const status = () => page.getByRole('status').element().textContent.trim();

it('says what is the matter, and goes away by itself', async () => {
  const harness = await CallHarness.mount();
  await harness.show(joinedWith());
  expect(status()).toBe('Nobody else is here yet.');
  await harness.show(joinedWith(participant('1', 'Mina', { link: 'interrupted' })));
  expect(status()).toBe('The connection to Mina is interrupted.');
  await harness.show(joinedWith(participant('1', 'Mina')));
  expect(status()).toBe('');
});

it('tells a device that fails in the call, until it is dismissed or well again', async () => {
  const harness = await CallHarness.mount();
  await harness.show(joinedWith(participant('1', 'Mina')));
  await harness.show({ camera: deniedSource('camera') });
  expect(status()).toContain('The camera is blocked.');
  await userEvent.click(page.getByRole('button', { name: 'Dismiss' }));
  await harness.rendered();
  expect(status()).toBe('');
  await harness.show({ camera: deniedSource('camera') });
  expect(status()).toContain('The camera is blocked.');
  await harness.show({ camera: source('camera', { name: 'off' }) });
  expect(status()).toBe('');
});

it('does not repeat what the lobby has told', async () => {
  const harness = await CallHarness.mount();
  await harness.show({ camera: deniedSource('camera') });
  await harness.show(joinedWith(participant('1', 'Mina')));
  expect(status()).toBe('');
});
