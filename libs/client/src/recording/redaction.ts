import type { CallEvent } from './call-event.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { redactSdp } from './redact-sdp.ts';
import { redactHost } from './redact-host.ts';
import { redactText } from './redact-text.ts';

/**
 * The events without what says who or where somebody is: no names, no addresses,
 * no fingerprints, no ICE credentials. The same value has the same pseudonym
 * throughout, so that one can still see which candidate became the path. Ports,
 * protocols, codecs and times stay.
 */
export function redactEvents(events: readonly CallEvent[]): CallEvent[] {
  const pseudonyms = new Pseudonyms();
  return events.map((event) => redactMember('', event, pseudonyms));
}

/** By the member's name where that tells what it is, and otherwise by what it looks like. */
function redactMember<Value>(name: string, value: Value, pseudonyms: Pseudonyms): Value;
function redactMember(name: string, value: unknown, pseudonyms: Pseudonyms): unknown {
  if (typeof value === 'string') return redactString(name, value, pseudonyms);
  if (Array.isArray(value)) return value.map((each) => redactMember(name, each, pseudonyms));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, each]) => [member, redactMember(member, each, pseudonyms)]),
  );
}

function redactString(name: string, value: string, pseudonyms: Pseudonyms): string {
  switch (name) {
    case 'sdp':
      return redactSdp(value, pseudonyms);
    case 'address':
      return redactHost(value, pseudonyms);
    case 'displayName':
      return value === '' ? value : pseudonyms.of('person', value);
    default:
      return redactText(value, pseudonyms);
  }
}
