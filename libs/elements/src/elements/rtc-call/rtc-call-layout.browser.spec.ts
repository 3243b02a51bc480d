import { afterEach, describe, expect, it } from 'vitest';
import { FakeCall } from '../../testing/fake-call.ts';
import { joinedWith, participant } from '../../testing/snapshots.ts';
import { registerElements } from '../../register-elements.ts';
import type { RtcCall } from './rtc-call.ts';

registerElements();
afterEach(() => document.body.replaceChildren());

describe('a layout of the page’s own', () => {
  it('gives the box to what has its turn: first the lobby, then the people above their controls', async () => {
    document.body.innerHTML = `<rtc-call room="demo" style="inline-size: 700px; block-size: 480px">
      <rtc-status></rtc-status><rtc-lobby></rtc-lobby><rtc-grid></rtc-grid><rtc-controls></rtc-controls>
      <rtc-error></rtc-error><rtc-left></rtc-left>
    </rtc-call>`;
    const element = document.querySelector<RtcCall>('rtc-call');
    if (element === null) throw new Error('There is no element.');
    const call = new FakeCall();
    element.call = call;
    const height = (tag: string) => document.querySelector(tag)?.getBoundingClientRect().height ?? 0;
    await expect.poll(() => height('rtc-lobby')).toBeGreaterThan(450);
    call.set(joinedWith(participant('a', 'Ada')));
    await expect.poll(() => height('rtc-controls')).toBeGreaterThan(44);
    expect(height('rtc-controls')).toBeLessThan(90);
    expect(height('rtc-status')).toBeLessThan(60);
    expect(height('rtc-grid')).toBeGreaterThan(330);
  });
});
