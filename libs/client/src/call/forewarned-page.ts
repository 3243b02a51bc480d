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
 * waits. One that then stays, because the user was asked and said so or because what was opened is no page, is told as
 * shown again.
 */
export function forewarnedPage(window: EventTarget, clock: Clock): PageLifecycle {
  const page = pageLifecycle(window);
  return {
    onHide(listener) {
      const forewarned = () => listener(true);
      window.addEventListener('beforeunload', forewarned);
      const stop = page.onHide(listener);
      return () => {
        window.removeEventListener('beforeunload', forewarned);
        stop();
      };
    },
    onShow(listener) {
      let cancel = () => {};
      const forewarned = () => {
        cancel();
        cancel = clock.after(STAYS_AFTER_MS, () => listener(true));
      };
      window.addEventListener('beforeunload', forewarned);
      const endings = [page.onHide(() => cancel()), page.onShow(listener)];
      return () => {
        cancel();
        window.removeEventListener('beforeunload', forewarned);
        for (const end of endings) end();
      };
    },
  };
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
