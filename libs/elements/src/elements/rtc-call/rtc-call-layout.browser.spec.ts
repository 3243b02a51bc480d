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

describe('the layout in a box of the page’s making', () => {
  it.each(['block', 'inline-block', 'flex', 'grid'])(
    'keeps everything within reach as display: %s',
    async (display) => {
      document.body.innerHTML = `<rtc-call room="demo" style="display: ${display}; inline-size: 600px; block-size: 480px">
    </rtc-call>`;
      const element = document.querySelector<RtcCall>('rtc-call');
      if (element === null) throw new Error('There is no element.');
      const call = new FakeCall();
      element.call = call;
      const overhang = (tag: string) => {
        const part = element.renderRoot.querySelector(tag);
        return part === null ? Infinity : part.getBoundingClientRect().bottom - element.getBoundingClientRect().bottom;
      };
      await expect.poll(() => overhang('rtc-lobby')).toBeLessThanOrEqual(0);
      call.set(joinedWith(participant('a', 'Ada'), participant('b', 'Mina')));
      await expect.poll(() => overhang('rtc-controls')).toBeLessThanOrEqual(0);
    },
  );

  it('makes the page no longer than the element is', async () => {
    document.body.innerHTML = '<rtc-call room="demo" style="block-size: 100dvh; margin: 0"></rtc-call>';
    document.body.style.margin = '0';
    const element = document.querySelector<RtcCall>('rtc-call');
    if (element === null) throw new Error('There is no element.');
    element.call = new FakeCall();
    await element.updateComplete;
    expect(document.documentElement.scrollHeight).toBe(document.documentElement.clientHeight);
    document.body.style.margin = '';
  });
});
