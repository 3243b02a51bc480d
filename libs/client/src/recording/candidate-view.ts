import { wordIn } from '../statistics/stats-report.ts';
import type { CandidateView } from './call-event.ts';
import { cutText } from './cut-texts.ts';

/** `candidate:` foundation, component, transport, priority, address, port, `typ`, type (RFC 8839, section 5.1). */
const FIELDS = /^candidate:\S+ \d+ (?<protocol>\S+) \d+ (?<address>\S+) (?<port>\d+) typ (?<type>\S+)/i;

/** What a candidate-attribute says, as far as it can be read. */
export function candidateView(whole: string): CandidateView {
  const line = cutText(whole);
  const fields = FIELDS.exec(line)?.groups;
  const lower = fields && { type: fields['type']?.toLowerCase(), protocol: fields['protocol']?.toLowerCase() };
  return {
    type: wordIn(lower ?? null, 'type', ['host', 'srflx', 'prflx', 'relay']),
    protocol: wordIn(lower ?? null, 'protocol', ['udp', 'tcp']),
    address: fields?.['address'] ?? null,
    port: fields ? Number(fields['port']) : null,
    line,
  };
}
