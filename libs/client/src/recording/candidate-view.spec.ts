import { describe, expect, it } from 'vitest';
import { candidateView } from './candidate-view.ts';
import { TEXT_CHARACTERS } from './limits.ts';

describe('the view of a candidate', () => {
  it.each([
    [
      'candidate:842163049 1 udp 1677729535 203.0.113.9 50000 typ srflx raddr 10.0.0.4 rport 9 ufrag abcd',
      { type: 'srflx', protocol: 'udp', address: '203.0.113.9', port: 50_000 },
    ],
    [
      'candidate:0 1 UDP 2122252543 0c6a-4d.local 41234 typ host',
      { type: 'host', protocol: 'udp', address: '0c6a-4d.local', port: 41_234 },
    ],
    [
      'candidate:1 1 tcp 1518280447 fd00::2 9 typ host tcptype active',
      { type: 'host', protocol: 'tcp', address: 'fd00::2', port: 9 },
    ],
    ['candidate:1 1 quic 1 fd00::2 9 typ new', { type: null, protocol: null, address: 'fd00::2', port: 9 }],
    ['something else', { type: null, protocol: null, address: null, port: null }],
  ])('%s', (line, view) => {
    expect(candidateView(line)).toEqual({ ...view, line });
  });

  it('is no longer than one that means something', () => {
    const view = candidateView(`candidate:1 1 udp 1 ${'a'.repeat(60_000)} 9 typ host`);
    expect(view.line).toHaveLength(TEXT_CHARACTERS + 1);
    expect(view).toMatchObject({ type: null, address: null });
  });
});
