import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserConnectivity, browserPage } from './browser.ts';

afterEach(() => vi.restoreAllMocks());

/** The page becomes visible or hidden, as far as a script can tell. */
function show(visibility: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange'));
}

const transition = (type: 'pagehide' | 'pageshow', persisted: boolean) =>
  dispatchEvent(new PageTransitionEvent(type, { persisted }));

describe('the connectivity of a browser', () => {
  it('is promising when it is online again and when the page becomes visible, and not when it is hidden', () => {
    const told = vi.fn();
    const end = browserConnectivity.onPromising(told);
    dispatchEvent(new Event('online'));
    expect(told).toHaveBeenCalledTimes(1);
    show('hidden');
    expect(told).toHaveBeenCalledTimes(1);
    show('visible');
    expect(told).toHaveBeenCalledTimes(2);
    end();
    dispatchEvent(new Event('online'));
    show('visible');
    expect(told).toHaveBeenCalledTimes(2);
  });
});

describe('the page of a browser', () => {
  it.each([
    ['hidden', 'onHide', 'pagehide', 'pageshow'],
    ['shown', 'onShow', 'pageshow', 'pagehide'],
  ] as const)('tells when it is %s, and whether the browser keeps it', (_name, on, event, other) => {
    const told = vi.fn();
    const end = browserPage()[on](told);
    transition(event, true);
    transition(other, true);
    transition(event, false);
    expect(told.mock.calls).toEqual([[true], [false]]);
    end();
    transition(event, true);
    expect(told).toHaveBeenCalledTimes(2);
  });
});
