import { describe, expect, it } from 'vitest';
import { callStory, STORY_START, storyPair } from '../testing/call-story.ts';
import { ENGLISH_INSPECTOR } from '../words/english.ts';
import { eventWords } from '../words/event-words.ts';
import { durationWords } from '../words/durations.ts';
import type { Diagram, DiagramRow } from './diagram.ts';
import { layOutDiagram } from './lay-out-diagram.ts';
import { placeRow } from './row-place.ts';
import { FIRST_ROWS, LAST_ROWS, shownRows } from './shown-rows.ts';

/** A row as somebody would read it aloud: `0→2 Offer`. */
function read({ lanes }: Diagram, { shape, event, took }: DiagramRow): string {
  const nameOf = (id: string) =>
    lanes.map((lane) => (lane.kind === 'participant' && lane.participantId === id ? lane.name : '')).join('');
  const place = {
    note: () => ('lane' in shape ? `${shape.lane}` : ''),
    arrow: () => ('from' in shape ? `${shape.from}→${shape.to}` : ''),
    path: () => ('from' in shape ? `${shape.from}↔${shape.to}` : ''),
  }[shape.kind]();
  const after = took === null ? '' : `, after ${durationWords(took)}`;
  const words = eventWords(event, nameOf, ENGLISH_INSPECTOR).replace(/[\u2068\u2069]/g, '');
  return `${place} ${words}${after}`;
}

describe('a sequence diagram', () => {
  const diagram = layOutDiagram(callStory());

  it('has a lane for this page, the server, and each participant in the order of appearance', () => {
    expect(diagram.lanes).toEqual([
      { kind: 'self' },
      { kind: 'server' },
      { kind: 'participant', participantId: 'p-mina', name: 'Mina Kim' },
      { kind: 'participant', participantId: 'p-park', name: '박지원' },
    ]);
  });

  it('tells the exchange in its order, from whom to whom, and how long each thing has taken', () => {
    expect(diagram.rows.map((row) => read(diagram, row))).toEqual([
      '0 Joining',
      '0→1 Join',
      '1→0 Welcome, after 25 ms',
      '0↔2 Link made',
      '0 In the room, after 26 ms',
      '2 Mina Kim is in the room',
      '0→2 Offer',
      '0→2 Candidate: host UDP',
      '2→0 Answer, after 40 ms',
      '2→0 Candidate: relay UDP',
      '0↔2 Checks begun',
      '0↔2 A path was found, after 15 ms',
      '0↔2 Path: host UDP ↔ server-reflexive UDP',
      '0↔2 Encrypted (DTLS), after 24 ms',
      '0↔2 Connected · Mina Kim',
      '2→0 First video packet, after 115 ms',
      '2→0 First picture, after 155 ms',
      '3 박지원 is in the room',
      '0↔3 Link made',
      '0 turn:turn.example.org:3478: 701 no answer',
      '0↔3 Cannot connect · 박지원',
      '3 박지원 left',
    ]);
  });

  it('reckons from the first event', () => {
    expect(diagram.rows[0]).toMatchObject({ sinceStart: 0, event: { at: STORY_START } });
    expect(diagram.rows.at(-1)).toMatchObject({ sinceStart: 65_000 });
  });

  it('marks what went well and what did not', () => {
    const toned = (tone: string) => diagram.rows.filter((row) => row.tone === tone).map((row) => row.event.type);
    expect(toned('good')).toEqual(['phase', 'link-status', 'first-media']);
    expect(toned('bad')).toEqual(['candidate-error', 'link-status']);
  });

  it('shows one participant alone, and what concerns nobody else', () => {
    const alone = layOutDiagram(callStory(), 'p-park');
    expect(alone.lanes.map((lane) => lane.kind)).toEqual(['self', 'server', 'participant']);
    expect(alone.rows.map((row) => read(alone, row))).toEqual([
      '0 Joining',
      '0→1 Join',
      '1→0 Welcome, after 25 ms',
      '0 In the room, after 26 ms',
      '2 박지원 is in the room',
      '0↔2 Link made',
      '0 turn:turn.example.org:3478: 701 no answer',
      '0↔2 Cannot connect · 박지원',
      '2 박지원 left',
    ]);
  });

  it('keeps the key of each row when the middle of the call is dropped', () => {
    const events = callStory();
    const dropped = layOutDiagram(events.toSpliced(3, 8));
    const keys = new Map(diagram.rows.map(({ key, event }) => [key, event.at]));
    for (const { key, event } of dropped.rows) expect(keys.get(key)).toBe(event.at);
    expect(new Set(diagram.rows.map(({ key }) => key)).size).toBe(diagram.rows.length);
  });

  it('tells of a path when it is another, and not when the same one is told of again', () => {
    const at = STORY_START;
    const told = (id: string, change = {}) =>
      ({ at, type: 'pair', participantId: 'p-mina', generation: 1, pair: storyPair({ id, ...change }) }) as const;
    const { rows } = layOutDiagram([told('one'), told('one', { roundTripMs: 3 }), told('two'), told('one')]);
    expect(rows.map(({ event }) => event.type === 'pair' && event.pair.id)).toEqual(['one', 'two', 'one']);
  });

  it('is empty without events', () => {
    expect(layOutDiagram([]).rows).toEqual([]);
  });
});

describe('the place of a row', () => {
  it('is between its lanes, with its words on the side where there is room', () => {
    expect(placeRow({ kind: 'arrow', from: 3, to: 0 }, 4)).toEqual({
      start: 0,
      end: 3,
      direction: 'backward',
      anchor: 'leading',
    });
    expect(placeRow({ kind: 'note', lane: 3 }, 4)).toMatchObject({ start: 3, end: 3, anchor: 'trailing' });
  });
});

describe('the rows of a long call', () => {
  const [row] = layOutDiagram(callStory()).rows;
  if (row === undefined) throw new Error('There is no row.');
  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ ...row, key: `${index}` }));

  it('are drawn as long as these are few enough', () => {
    expect(shownRows(rows(FIRST_ROWS + LAST_ROWS))).toMatchObject({ leftOut: 0, last: [] });
  });

  it('are drawn from both ends, and what is left out is counted', () => {
    const { first, leftOut, last } = shownRows(rows(FIRST_ROWS + LAST_ROWS + 7));
    expect([first.length, leftOut, last.length]).toEqual([FIRST_ROWS, 7, LAST_ROWS]);
    expect(last[0]?.key).toBe(`${FIRST_ROWS + 7}`);
  });
});
