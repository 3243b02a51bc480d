import { type HostFact, StoreUnavailableError } from '@rtc-call/room';
import { expect, it } from 'vitest';
import { createLogger } from '../logging/logger.ts';
import { logHostFact } from './log-host-fact.ts';

it.each<[HostFact, object]>([
  [
    { kind: 'entered', room: 'r', participantId: 'p', stream: 's', peer: '192.0.2.1:5' },
    { level: 'info', msg: 'Participant came', room: 'r', participantId: 'p', stream: 's', peer: '192.0.2.1:5' },
  ],
  [
    { kind: 'store-unavailable', room: 'r', detail: String(new StoreUnavailableError()) },
    { level: 'debug', room: 'r' },
  ],
  [
    { kind: 'store-unavailable', room: 'r', detail: String(new TypeError('a fault of ours')) },
    { level: 'error', detail: 'TypeError: a fault of ours' },
  ],
])('%j becomes %j', (fact, entry) => {
  let written = '';
  const output = { write: (line: string) => (written += line) };
  logHostFact(createLogger({ level: 'trace', format: 'json', output }), fact);
  expect(JSON.parse(written)).toMatchObject(entry);
});
