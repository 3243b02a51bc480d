import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { NOTICED_AFTER_MS, RESTORED_FOR_MS } from '../../reconnection/reconnection.ts';
import { CallHarness } from '../../testing/call-harness.ts';
import { deniedSource, joinedWith, participant, reconnectingWith, source } from '../../testing/snapshots.ts';

afterEach(() => vi.useRealTimers());

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

describe('while the call server is not reached', () => {
  const mina = participant('1', 'Mina');

  it('says so once, and that the call goes on, with everything still at hand', async () => {
    const harness = await CallHarness.mount();
    await harness.show(joinedWith(mina));
    const region = page.getByRole('status').element();
    const changes = vi.fn();
    new MutationObserver(changes).observe(region, { childList: true, characterData: true, subtree: true });
    await harness.show(reconnectingWith(mina));
    expect(status()).toBe('Reconnecting. The call goes on meanwhile.');
    expect(changes).toHaveBeenCalledOnce();
    await harness.show(reconnectingWith({ ...mina, microphoneOn: false }));
    expect(changes).toHaveBeenCalledOnce();
    await harness.microphoneButton.press();
    expect(harness.call.commands).toEqual([['turnOn', 'microphone']]);
    await userEvent.click(page.getByRole('button', { name: 'Leave' }));
    expect(harness.call.commands.at(-1)).toEqual(['leave']);
  });

  it('keeps a fault of one’s own on a line of its own', async () => {
    const harness = await CallHarness.mount();
    await harness.show(joinedWith(mina));
    await harness.show({ ...reconnectingWith(mina), camera: deniedSource('camera') });
    expect(status()).toMatch(/The camera is blocked\..*Reconnecting\./s);
    await userEvent.click(page.getByRole('button', { name: 'Dismiss' }));
    await harness.rendered();
    expect(status()).toBe('Reconnecting. The call goes on meanwhile.');
  });

  it('says that it is back, for a while, when that was long enough to be noticed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const harness = await CallHarness.mount();
    await harness.show(reconnectingWith(mina));
    vi.advanceTimersByTime(NOTICED_AFTER_MS);
    await harness.show(joinedWith(mina));
    expect(status()).toBe('Connected again.');
    vi.advanceTimersByTime(RESTORED_FOR_MS);
    await harness.rendered();
    expect(status()).toBe('');
  });

  it('goes without a word when hardly anybody can have noticed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const harness = await CallHarness.mount();
    await harness.show(reconnectingWith(mina));
    vi.advanceTimersByTime(NOTICED_AFTER_MS - 1);
    await harness.show(joinedWith(mina));
    expect(status()).toBe('');
  });
});
