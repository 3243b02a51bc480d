import { createContext } from '@lit/context';
import type { AudioLevels, CallError, CallSnapshot, CallStatistics, Observable } from '@rtc-call/client';
import type { InspectedCall } from '../elements/rtc-inspector/inspected.ts';
import type { Strings } from '../words/strings.ts';

// Several small contexts, so that an element depends only on what it shows.
// The observables stay the same for the life of a provider; their values change.

/** The call's snapshot. Provided by `<rtc-call>`. */
export const snapshotContext = createContext<Observable<CallSnapshot>>(Symbol('rtc-call snapshot'));

/** How loud everybody is. Provided by `<rtc-call>`. */
export const levelsContext = createContext<Observable<AudioLevels>>(Symbol('rtc-call levels'));

/** How the links fare; sampled while somebody follows it. Provided by `<rtc-call>`. */
export const statisticsContext = createContext<Observable<CallStatistics>>(Symbol('rtc-call statistics'));

/** What is wrong with the name that was given last; null when nothing is. Provided by `<rtc-call>`. */
export const nameFaultContext = createContext<CallError | null>(Symbol('rtc-call name fault'));

/** The call itself, as far as it can be inspected; null without one. Provided by `<rtc-call>`. */
export const inspectedCallContext = createContext<InspectedCall | null>(Symbol('rtc-call inspected call'));

/** The words of the interface. Provided by `<rtc-call>`. */
export const stringsContext = createContext<Strings>(Symbol('rtc-call strings'));

/** The call server, as an origin or a URL. Provided by `<rtc-call>`. */
export const serverContext = createContext<string>(Symbol('rtc-call server'));
