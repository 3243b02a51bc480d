// Every state of the interface, to be looked at: `?state=five` shows one alone,
// `&dir=rtl` the other way round, `&lang=ko` in Korean.
import { registerElements } from '../src/register-elements.ts';
import { FakeCall } from '../src/testing/fake-call.ts';
import { KOREAN } from './korean.ts';
import { preflights } from './preflights.ts';
import { statisticsOf } from '../src/testing/statistics.ts';
import { states } from './states.ts';

registerElements();

const query = new URLSearchParams(location.search);
const only = query.get('state');
document.documentElement.dir = query.get('dir') ?? 'ltr';
document.body.classList.toggle('one', only !== null);

function show(name: string): HTMLElement[] {
  const { snapshot, levels, roundTrips = {} } = states[name]?.() ?? {};
  const call = new FakeCall();
  const element = document.createElement('rtc-call');
  element.call = call;
  if (query.get('lang') === 'ko') element.strings = KOREAN;
  queueMicrotask(async () => {
    await element.updateComplete;
    // From the lobby on, as it happens in life: what failed before joining was told there.
    if (snapshot) call.set(snapshot);
    setTimeout(() => call.setLevels(levels ?? {}), 200);
    if (levels) setInterval(() => call.setLevels(levels), 300);
    const links = Object.entries(roundTrips);
    setInterval(
      () => call.setStatistics(Object.fromEntries(links.map(([id, roundTripMs]) => [id, statisticsOf(roundTripMs)]))),
      300,
    );
  });
  return framed(name, element);
}

function showPreflight(name: string): HTMLElement[] {
  const element = preflights[name]?.();
  if (element && query.get('lang') === 'ko') element.words = KOREAN.preflight ?? {};
  return element ? framed(name, element) : [];
}

/** Under its name, unless it is alone. */
function framed(name: string, element: HTMLElement): HTMLElement[] {
  if (only) return [element];
  const heading = document.createElement('h2');
  heading.textContent = name;
  const figure = document.createElement('section');
  figure.append(heading, element);
  return [figure];
}

const main = document.querySelector('main');
const chosen = (names: string[]) => names.filter((name) => only === null || name === only);
main?.append(...chosen(Object.keys(states)).flatMap(show), ...chosen(Object.keys(preflights)).flatMap(showPreflight));
