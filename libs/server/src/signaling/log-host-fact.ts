import type { HostFact } from '@rtc-call/room';
import type { Logger } from '../logging/logger.ts';

const SENTENCES: Record<HostFact['kind'], string> = {
  entered: 'Participant came',
  resumed: 'Participant resumed',
  'stream-ended': 'A stream ended',
  'went-away': 'Participant went away',
  left: 'Participant left',
  swept: 'A deadline is over',
  'store-unavailable': 'The store of the rooms could not be reached',
};

/** What the host tells, as log entries. A store that cannot be reached is told once a second for each room. */
export function logHostFact(logger: Logger, { kind, ...facts }: HostFact): void {
  const level = kind === 'store-unavailable' ? 'debug' : 'info';
  logger[level](facts, SENTENCES[kind]);
}
