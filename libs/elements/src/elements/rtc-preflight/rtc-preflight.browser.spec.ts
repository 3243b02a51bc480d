import { CallError, type PreflightReport } from '@rtc-call/client';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallHarness } from '../../testing/call-harness.ts';
import { pictureTrack } from '../../testing/pictures.ts';
import { ALL_WELL, FakePreflight, MUCH_AMISS, NO_SERVER, reportOf, UNDER_WAY } from '../../testing/preflights.ts';
import { source } from '../../testing/snapshots.ts';
import { RtcPreflightPanel } from './rtc-preflight-panel.ts';
import { PreflightHarness } from './rtc-preflight.harness.ts';

const READY = reportOf(ALL_WELL, 'ready');
const RUNNING = reportOf(UNDER_WAY, 'running');

describe('the preflight', () => {
  it('says what it does, and does nothing until it is asked to', async () => {
    const harness = await PreflightHarness.mount(READY);
    expect(harness.verdict).toContain('Nobody is called and nothing is recorded');
    expect(harness.rows).toEqual([]);
    expect(harness.preflight.asked).toEqual([]);
    expect([harness.element.result, harness.element.text]).toEqual([null, '']);
  });

  it('begins by itself where it is told to', async () => {
    const { preflight } = await PreflightHarness.mount(RUNNING, { start: 'auto' });
    expect(preflight.asked).toHaveLength(1);
  });

  it('asks the server that it is given, or else the page’s', async () => {
    const named = await PreflightHarness.mount(READY, { start: 'auto', server: 'https://call.example.org' });
    expect(named.preflight.asked).toMatchObject([{ server: 'https://call.example.org', tracks: {} }]);
    const unnamed = await PreflightHarness.mount(READY, { start: 'auto' });
    expect(unnamed.preflight.asked).toMatchObject([{ server: location.origin }]);
  });

  it('shows how it goes, and reads out what is over', async () => {
    const harness = await PreflightHarness.mount(RUNNING);
    await harness.press(harness.startButton);
    expect(harness.verdict).toBe('Checking…');
    expect(harness.rows[1]).toBe('Camera Checking…');
    expect(harness.announcement).toContain('Microphone: Works.');
    await harness.show(reportOf({ ...UNDER_WAY, camera: ALL_WELL.camera }, 'running'));
    expect(harness.announcement).toBe('Camera: Works.');
    await harness.show(READY);
    expect(harness.announcement).toMatch(/^Relay over UDP.* All is well\. You can call\.$/);
    expect(harness.rows[1]).toContain('Built-in camera, 1280 × 720');
  });

  it('gives the result to code: as an event, as what run() resolves with, and as text', async () => {
    const harness = await PreflightHarness.mount(RUNNING);
    const finished = vi.fn<(report: PreflightReport) => void>();
    document.body.addEventListener('rtc-preflight-finished', ({ result }) => finished(result), { once: true });
    const result = harness.element.run();
    await harness.rendered();
    await harness.show(READY);
    expect(await result).toBe(READY);
    expect(finished).toHaveBeenCalledExactlyOnceWith(READY);
    expect(harness.element.result).toBe(READY);
    expect(harness.element.text).toContain('Relay over TLS (TURN): Works');
  });

  it('is stopped by its button, which keeps the focus, and begins anew by it', async () => {
    const harness = await PreflightHarness.mount(RUNNING);
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await harness.rendered();
    expect(harness.startButton.textContent.trim()).toBe('Stop');
    await userEvent.keyboard('{Enter}');
    expect(harness.preflight.asked[0]?.signal?.aborted).toBe(true);
    await harness.show(reportOf(NO_SERVER, 'stopped'));
    await vi.waitUntil(() => harness.startButton.textContent.trim() === 'Check again');
    expect(harness.startButton.matches(':focus')).toBe(true);
    await userEvent.keyboard('{Enter}');
    expect(harness.preflight.asked).toHaveLength(2);
  });

  it('is stopped when it is taken from the page, and not when it is only moved', async () => {
    const harness = await PreflightHarness.mount(RUNNING, { start: 'auto' });
    document.body.append(document.createElement('hr'), harness.element);
    await harness.rendered();
    expect(harness.preflight.asked[0]?.signal?.aborted).toBe(false);
    harness.element.remove();
    await vi.waitUntil(() => harness.preflight.asked[0]?.signal?.aborted);
  });

  it('says in words that the server cannot be one', async () => {
    const harness = await PreflightHarness.mount(READY);
    harness.element.runPreflight = () => {
      throw new CallError('invalid-argument', 'The server must be an http or https URL.');
    };
    await harness.element.updateComplete;
    await harness.press(harness.startButton);
    expect(harness.verdict).toBe('The server must be an http or https URL.');
    await expect(harness.element.run()).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('cannot run where it is not on the page', async () => {
    await expect(document.createElement('rtc-preflight').run()).rejects.toMatchObject({ name: 'CallError' });
  });

  describe('the copy button', () => {
    it('writes the text to the clipboard, and says so', async () => {
      const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
      const harness = await PreflightHarness.mount(READY, { start: 'auto' });
      await vi.waitUntil(() => harness.copyButton);
      await harness.press(harness.copyButton);
      await vi.waitUntil(() => harness.copyButton?.textContent.trim() === 'Copied');
      expect(write).toHaveBeenCalledExactlyOnceWith(harness.element.text);
      write.mockRestore();
    });

    it('shows the text selected where the page may not write there', async () => {
      const write = vi
        .spyOn(navigator.clipboard, 'writeText')
        .mockRejectedValue(new DOMException('', 'NotAllowedError'));
      const harness = await PreflightHarness.mount(READY, { start: 'auto' });
      await vi.waitUntil(() => harness.copyButton);
      await harness.press(harness.copyButton);
      const text = await vi.waitUntil(() => harness.copySource);
      expect(text.value).toBe(harness.element.text);
      await vi.waitUntil(() => text.selectionEnd === text.value.length && text.selectionStart === 0);
      write.mockRestore();
    });
  });

  it('can be in other words, also those of the call around it', async () => {
    const harness = await PreflightHarness.mount(READY);
    harness.element.words = { title: '장치와 연결 확인', start: '시작' };
    await harness.element.updateComplete;
    await harness.rendered();
    expect(harness.startButton.textContent.trim()).toBe('시작');
  });
});

describe('in a call', () => {
  const live = () => source('camera', { name: 'live', track: pictureTrack('#31506f') });

  it('looks at the call’s server and at the devices that it holds', async () => {
    const call = await CallHarness.mount('<rtc-preflight></rtc-preflight>', ({ element }) => {
      element.server = 'https://call.example.org';
    });
    const camera = live();
    await call.show({ camera });
    const { run, asked } = new FakePreflight(READY);
    const preflight = call.element.querySelector('rtc-preflight');
    if (preflight === null) throw new Error('it is not there');
    preflight.runPreflight = run;
    await preflight.run();
    const track = 'track' in camera.state ? camera.state.track : null;
    expect(asked).toMatchObject([{ server: 'https://call.example.org', tracks: { camera: track } }]);
    expect(asked[0]?.tracks).not.toHaveProperty('microphone');
  });

  it('waits in the lobby until somebody wants to know, and begins then', async () => {
    const run = vi.spyOn(RtcPreflightPanel.prototype, 'run').mockResolvedValue(READY);
    const call = await CallHarness.mount();
    await call.show({ camera: live() });
    expect(call.all('rtc-preflight')).toEqual([]);
    await userEvent.click(page.getByText('Check devices and connection').first());
    await vi.waitUntil(() => run.mock.calls.length === 1);
    await userEvent.click(page.getByText('Check devices and connection').first());
    await vi.waitUntil(() => call.all('rtc-preflight').length === 0);
    run.mockRestore();
  });
});

describe.each(['light', 'dark'])('in %s', (scheme) => {
  it.each([
    ['before it begins', READY, {}],
    ['under way', RUNNING, { start: 'auto' }],
    ['with everything wrong', reportOf(MUCH_AMISS, 'limited'), { start: 'auto' }],
  ])('has no fault that axe finds, %s', async (_what, report, attributes) => {
    document.documentElement.lang = 'en';
    document.documentElement.style.colorScheme = scheme;
    document.body.style.background = 'Canvas';
    const { element } = await PreflightHarness.mount(report, attributes);
    const rules = { region: { enabled: false }, 'page-has-heading-one': { enabled: false } };
    const { violations } = await axe.run(element, { rules });
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
  });

  it('fits 320 pixels, both ways', async () => {
    await page.viewport(320, 640);
    for (const dir of ['ltr', 'rtl']) {
      document.documentElement.dir = dir;
      await PreflightHarness.mount(reportOf(MUCH_AMISS, 'limited'), { start: 'auto' });
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    }
    document.documentElement.dir = 'ltr';
    await page.viewport(1000, 700);
  });
});
