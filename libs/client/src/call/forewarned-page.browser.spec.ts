import { describe, expect, it } from 'vitest';
import { server } from 'vitest/browser';
import { FakeClock } from '../testing/fake-clock.ts';
import { forewarnedPage, pageLifecycle, STAYS_AFTER_MS } from './forewarned-page.ts';

function setUp(make: typeof forewarnedPage) {
  const window = new EventTarget();
  const clock = new FakeClock();
  const page = make(window, clock);
  const told: string[] = [];
  const endings = [
    page.onHide((persisted) => told.push(persisted ? 'hidden, kept' : 'hidden')),
    page.onShow((persisted) => told.push(persisted ? 'shown, kept' : 'shown')),
  ];
  const happens = (type: string, persisted?: boolean) => window.dispatchEvent(pageEvent(type, persisted));
  return { window, clock, told, endings, happens };
}

function pageEvent(type: string, persisted = false): Event {
  if (type !== 'beforeunload') return new PageTransitionEvent(type, { persisted });
  const event = document.createEvent('BeforeUnloadEvent');
  event.initEvent(type, false, true);
  return event;
}

describe('a page', () => {
  it('is hidden and shown as its window says, and is not asked whether it may go', () => {
    const { told, happens } = setUp(pageLifecycle);
    happens('pageshow', false);
    happens('beforeunload');
    happens('pagehide', true);
    happens('pageshow', true);
    happens('pagehide', false);
    expect(told).toEqual(['shown', 'hidden, kept', 'shown, kept', 'hidden']);
  });
});

// Only in Firefox a page is forewarned, and Chromium calls no listener that was added by another one of the same event.
if (server.browser === 'firefox') {
  describe('a page that is forewarned', () => {
    it('is hidden when it is asked whether it may go, and again when it goes', () => {
      const { clock, told, happens } = setUp(forewarnedPage);
      happens('beforeunload');
      expect(told).toEqual(['hidden, kept']);
      clock.advance(STAYS_AFTER_MS - 1);
      happens('pagehide', false);
      clock.advance(10 * STAYS_AFTER_MS);
      expect(told).toEqual(['hidden, kept', 'hidden']);
    });

    it('is shown again when it stays', () => {
      const { clock, told, happens } = setUp(forewarnedPage);
      happens('beforeunload');
      clock.advance(STAYS_AFTER_MS - 1);
      expect(told).toEqual(['hidden, kept']);
      clock.advance(1);
      expect(told).toEqual(['hidden, kept', 'shown, kept']);
    });

    it.each<[string, (event: Event) => void]>([
      ['in the way of today', (event) => event.preventDefault()],
      ['in the older way', (event) => Object.assign(event, { returnValue: 'Sure?' })],
    ])('is told nothing while the user is asked, %s', (_, ask) => {
      const { window, clock, told, happens } = setUp(forewarnedPage);
      window.addEventListener('beforeunload', ask);
      happens('beforeunload');
      clock.advance(10 * STAYS_AFTER_MS);
      expect(told).toEqual([]);
      happens('pagehide', false);
      expect(told).toEqual(['hidden']);
    });

    it('that is asked twice has stayed once', () => {
      const { clock, told, happens } = setUp(forewarnedPage);
      happens('beforeunload');
      clock.advance(STAYS_AFTER_MS - 1);
      happens('beforeunload');
      clock.advance(STAYS_AFTER_MS);
      expect(told).toEqual(['hidden, kept', 'hidden, kept', 'shown, kept']);
    });

    it('tells nobody who has ended it', () => {
      const { clock, told, endings, happens } = setUp(forewarnedPage);
      happens('beforeunload');
      for (const end of endings) end();
      clock.advance(STAYS_AFTER_MS);
      for (const type of ['beforeunload', 'pagehide', 'pageshow']) happens(type);
      clock.advance(STAYS_AFTER_MS);
      expect(told).toEqual(['hidden, kept']);
    });
  });
}
