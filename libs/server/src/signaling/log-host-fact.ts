import { type HostFact, StoreUnavailableError } from '@rtc-call/room';
import type { Logger } from '../logging/logger.ts';

const SENTENCES: Record<HostFact['kind'], string> = {
  entered: 'Participant came',
  resumed: 'Participant resumed',
  'stream-ended': 'A stream ended',
  'went-away': 'Participant went away',
  left: 'Participant left',
  swept: 'A deadline is over',
  'store-unavailable': 'A room could not be looked after',
};

/** What the host tells, as log entries. */
export function logHostFact(logger: Logger, { kind, ...facts }: HostFact): void {
  logger[levelOf(kind, facts.detail)](facts, SENTENCES[kind]);
}

/** That the store is out of reach is told once for each room and second; the store itself says so once. */
function levelOf(kind: HostFact['kind'], detail = ''): 'debug' | 'info' | 'error' {
  if (kind !== 'store-unavailable') return 'info';
  return detail.startsWith(StoreUnavailableError.name) ? 'debug' : 'error';
}
