import type { Clock } from '../ports/clock.ts';
import type { PageLifecycle } from '../ports/page-lifecycle.ts';

/**
 * How long after `beforeunload` a page that is still here has stayed, in milliseconds. Shorter than a participant may be
 * away, so that a page that stays is back before it has left.
 */
export const STAYS_AFTER_MS = 500;

/** The lifecycle of a page, from the events of its window. */
export function pageLifecycle(window: EventTarget): PageLifecycle {
  return {
    onHide: (listener) => onPageTransition(window, 'pagehide', listener),
    onShow: (listener) => onPageTransition(window, 'pageshow', listener),
  };
}

/**
 * The same for a browser that ends a page's process before what the page says in `pagehide` is on its way: this page is
 * told as hidden already when it is asked whether it may go (HTML, 7.4.2.4, `beforeunload`), for which every browser
 * waits. One that then stays, because what was opened is no page, is told as shown again. Where the page has the user
 * asked, nothing is told before `pagehide`: who is asked may think, and stay.
 */
export function forewarnedPage(window: EventTarget, clock: Clock): PageLifecycle {
  const page = pageLifecycle(window);
  return {
    onHide(listener) {
      const endings = [onForewarning(window, () => listener(true)), page.onHide(listener)];
      return () => {
        for (const end of endings) end();
      };
    },
    onShow(listener) {
      let cancel = () => {};
      const forewarned = () => {
        cancel();
        cancel = clock.after(STAYS_AFTER_MS, () => listener(true));
      };
      const endings = [onForewarning(window, forewarned), page.onHide(() => cancel()), page.onShow(listener)];
      return () => {
        cancel();
        for (const end of endings) end();
      };
    },
  };
}

/** Calls `listener` when the page is asked whether it may go and nobody in it has the user asked. Returns what ends it. */
function onForewarning(window: EventTarget, listener: () => void): () => void {
  const last = (event: Event) => {
    if (!asksUser(event)) listener();
  };
  // In the capturing phase all others are still to come, so that what is added in it comes last.
  const first = () => window.addEventListener('beforeunload', last, { once: true });
  window.addEventListener('beforeunload', first, { capture: true });
  return () => {
    window.removeEventListener('beforeunload', first, { capture: true });
    window.removeEventListener('beforeunload', last);
  };
}

/** A BeforeUnloadEvent has the user asked also by its text, which no browser shows any more. */
function asksUser(event: Event): boolean {
  return (
    event.defaultPrevented ||
    ('returnValue' in event && typeof event.returnValue === 'string' && event.returnValue !== '')
  );
}

function onPageTransition(
  window: EventTarget,
  type: 'pagehide' | 'pageshow',
  listener: (persisted: boolean) => void,
): () => void {
  const told = (event: Event) => listener('persisted' in event && event.persisted === true);
  window.addEventListener(type, told);
  return () => window.removeEventListener(type, told);
}
