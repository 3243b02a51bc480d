import { describe, expect, it } from 'vitest';
import { cutTexts } from './cut-texts.ts';
import { DESCRIPTION_CHARACTERS, TEXT_CHARACTERS } from './limits.ts';
import { LINK } from './testing/call-events.ts';

const LONG = 'x'.repeat(60_000);
const cut = `${'x'.repeat(TEXT_CHARACTERS)}…`;

describe('the texts of an event', () => {
  it('stay as they are while these are not too long', () => {
    const content = { kind: 'offer', sdp: LONG } as const;
    const offer = { type: 'signal', direction: 'sent', negotiationId: 'p1', content, ...LINK } as const;
    expect(cutTexts(offer)).toEqual(offer);
  });

  it('are cut off where they are, however deep', () => {
    expect(cutTexts({ type: 'participant', change: 'came', participantId: 'mina', displayName: LONG })).toMatchObject({
      displayName: cut,
    });
    const error = { code: 'internal', message: LONG } as const;
    expect(cutTexts({ type: 'phase', phase: 'failed', connection: null, error })).toMatchObject({
      error: { code: 'internal', message: cut },
    });
    const content = { kind: 'offer', sdp: LONG + LONG } as const;
    const offer = { type: 'signal', direction: 'received', negotiationId: LONG, content, ...LINK } as const;
    const sdp = `${(LONG + LONG).slice(0, DESCRIPTION_CHARACTERS)}…`;
    expect(cutTexts(offer)).toMatchObject({ negotiationId: cut, content: { sdp } });
  });
});
