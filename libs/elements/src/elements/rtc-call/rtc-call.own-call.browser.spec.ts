import { type CallOptions, createCall } from '@rtc-call/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerElements } from '../../register-elements.ts';
import { FakeCall } from '../../testing/fake-call.ts';
import { RtcCall } from './rtc-call.ts';

vi.mock('@rtc-call/client', { spy: true });

registerElements();

/** The calls that were made, in order. */
let made: { readonly options: CallOptions; readonly call: FakeCall }[] = [];

beforeEach(() => {
  made = [];
  vi.mocked(createCall).mockImplementation((options) => {
    const call = new FakeCall({ room: options.room });
    made.push({ options, call });
    return call;
  });
});

afterEach(() => {
  document.body.replaceChildren();
  RtcCall.defaultServer = '';
});

async function mount(room: string): Promise<RtcCall> {
  const element = document.createElement('rtc-call');
  element.prompt = 'manual';
  element.room = room;
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

describe('a call that <rtc-call> made itself', () => {
  it.each(['room', 'server'] as const)('is left when `%s` changes, for another', async (property) => {
    const element = await mount('first');
    element[property] = property === 'room' ? 'second' : 'https://other.example';
    await element.updateComplete;
    expect(made.map(({ call }) => call.commands)).toEqual([[['dispose']], []]);
    expect(made[1]?.options[property]).toBe(element[property]);
  });

  it('is left when the element is removed, and not when it is moved', async () => {
    const element = await mount('first');
    document.body.append(element);
    await element.updateComplete;
    expect(made.map(({ call }) => call.commands)).toEqual([[]]);
    element.remove();
    await expect.poll(() => made[0]?.call.commands).toEqual([['dispose']]);
    document.body.append(element);
    await element.updateComplete;
    expect(made).toHaveLength(2);
  });

  it('comes back by itself after a reload, unless the page says otherwise', async () => {
    await mount('first');
    document.body.innerHTML = '<rtc-call room="second" rejoin="manual" prompt="manual"></rtc-call>';
    await expect.poll(() => made.map(({ options }) => options.rejoinOnReload)).toEqual([true, false]);
  });

  it('is on the server that the script came from, unless the element names one', async () => {
    await mount('first');
    expect(made[0]?.options.server).toBe(location.origin);
    RtcCall.defaultServer = 'https://calls.example';
    const element = await mount('second');
    expect(made[1]?.options.server).toBe('https://calls.example');
    element.server = 'https://named.example';
    await element.updateComplete;
    expect(made[2]?.options.server).toBe('https://named.example');
  });
});
