import type { CallPage } from './call-page.ts';
import type { CallView } from './observed-page.ts';

/**
 * How the call looked since `forgetViews` whenever the page was not in the room, or not with exactly these others: empty
 * when nobody was told to have left or come.
 */
export async function viewsWithout(page: CallPage, others: readonly CallPage[]): Promise<readonly CallView[]> {
  const ids = await Promise.all(others.map(async (other) => String((await other.view()).selfId)));
  const expected = ids.toSorted().join();
  const shown = (view: CallView) => view.others.map(({ id }) => id);
  return (await page.views()).filter((view) => view.phase !== 'joined' || shown(view).toSorted().join() !== expected);
}
