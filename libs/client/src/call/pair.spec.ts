import type { Signal } from '@rtc-call/contract';
import { afterEach, describe, expect, it, test } from 'vitest';
import { FIRST_REST_MS, LONGEST_REST_MS, MOST_AHEAD } from '../recovery/recovery.limits.ts';
import { recoveryTransition } from '../recovery/recovery.machine.ts';
import { FakeMediaTrack } from '../testing/fake-media-track.ts';
import type { PairOptions } from './pair-options.ts';
import { PairStage } from './testing/pair-stage.ts';

/** Within which media have to flow again when there is a path, in milliseconds. */
const REPAIRED_WITHIN_MS = 2_000;

const stages: PairStage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0)) {
    expect(stage.ends.flatMap(({ reports }) => reports)).toEqual([]);
    stage.close();
    await stage.clock.advanceAsync(60_000);
    expect(stage.open).toEqual([0, 0]);
    expect(stage.clock.pending).toBe(0);
  }
});

function stage(...options: ConstructorParameters<typeof PairStage>): PairStage {
  const made = new PairStage(...options);
  stages.push(made);
  return made;
}

/** What an end goes by that does not notice what becomes of its link. */
const blinded: Partial<PairOptions> = {
  recovery: (state, event) =>
    event.type === 'stalled' || event.type === 'failed' ? { state, effects: [] } : recoveryTransition(state, event),
};

/** What the other end of a pair says when it asks for a successor. */
const request = (generation: number, link = 'main'): Signal => ({
  link,
  generation,
  epoch: 'epoch',
  negotiationId: '',
  payload: { oneofKind: undefined },
});

const connected = (generation: number) => [`${generation} connected`, `${generation} connected`];

describe('two whose path dies', () => {
  it.each(['offerer', 'answerer'])('are connected by another in two seconds: the %s has moved', async (page) => {
    const staged = await stage().connect();
    expect(staged.leading).toEqual(connected(1));
    staged.air.move(page);
    await staged.clock.advanceAsync(REPAIRED_WITHIN_MS);
    expect(staged.leading).toEqual(connected(2));
    for (const { lives, suspicions, statuses } of staged.ends) {
      expect(statuses).toContain('interrupted');
      expect(statuses.at(-1)).toBe('connected');
      expect(lives.slice(0, 4)).toEqual(['1 made', '1 leads', '2 made', '2 leads']);
      expect(suspicions).toBe(1);
    }
  });

  it('close the link before when both are led by the other, and take that for no stall', async () => {
    const staged = await stage().connect();
    staged.air.move('offerer');
    await staged.clock.advanceAsync(10_000);
    expect(staged.open).toEqual([1, 1]);
    for (const { lives } of staged.ends) expect(lives.slice(3)).toEqual(['2 leads', '1 closed']);
    await staged.clock.advanceAsync(60_000);
    expect(staged.made).toEqual([2, 2]);
  });

  it.each(['offerer', 'answerer'] as const)('need only one to notice: the %s does not', async (blind) => {
    const blinded: Partial<PairOptions> = {
      recovery: (state, event) =>
        event.type === 'stalled' || event.type === 'failed' ? { state, effects: [] } : recoveryTransition(state, event),
    };
    const staged = await stage({ [blind]: blinded }).connect();
    staged.air.move('offerer');
    await staged.clock.advanceAsync(REPAIRED_WITHIN_MS);
    expect(staged.leading).toEqual(connected(2));
  });

  it('mean the same link when both begin at once, also the third and the fourth time', async () => {
    const staged = await stage().connect();
    for (let generation = 2; generation <= 4; generation += 1) {
      staged.air.move('answerer');
      await staged.clock.advanceAsync(REPAIRED_WITHIN_MS);
      expect(staged.leading).toEqual(connected(generation));
      expect(staged.made).toEqual([generation, generation]);
    }
  });

  it('are connected by another also when a renegotiation is under way', async () => {
    for (let passed = 0; passed < 100; passed += 5) {
      const staged = await stage().connect();
      for (const { connections } of staged.ends) for (const connection of connections.open) connection.want();
      await staged.clock.advanceAsync(passed);
      staged.air.move('offerer');
      for (const { connections } of staged.ends) for (const connection of connections.open) connection.want();
      await staged.clock.advanceAsync(10_000);
      expect(staged.leading).toEqual(connected(2));
      expect(staged.open).toEqual([1, 1]);
    }
  });

  it('wait for a signaling that is down at that moment, and no longer', async () => {
    const staged = await stage().connect();
    staged.air.move('offerer');
    staged.cutSignaling();
    await staged.clock.advanceAsync(12_000);
    expect(staged.leading).toEqual(['1 interrupted', '1 interrupted']);
    staged.mendSignaling();
    await staged.clock.advanceAsync(1_000);
    expect(staged.leading).toEqual(connected(2));
    expect(staged.made).toEqual([2, 2]);
  });

  it('try again, ever less often, while there is no other, and are connected when there is', async () => {
    const staged = await stage().connect();
    staged.air.interrupt('offerer', 'answerer', 120_000);
    await staged.clock.advanceAsync(120_000);
    const { made } = staged;
    expect(Math.max(...made)).toBeLessThan(14);
    expect(staged.ends.every(({ doubts }) => doubts > 3)).toBe(true);
    await staged.clock.advanceAsync(20_000);
    expect(staged.leading.every((each) => each.endsWith('connected'))).toBe(true);
    expect(staged.open).toEqual([1, 1]);
    expect(staged.leading[0]).toBe(staged.leading[1]);
  });

  it('try again at once when something promises that it works', async () => {
    const staged = await stage().connect();
    staged.air.interrupt('offerer', 'answerer', 60_000);
    await staged.clock.advanceAsync(59_990);
    const before = staged.made;
    for (const { pair } of staged.ends) pair.nudge();
    await staged.clock.advanceAsync(1_000);
    expect(staged.made.every((count, index) => count <= (before[index] ?? 0) + 1)).toBe(true);
    expect(staged.leading.every((each) => each.endsWith('connected'))).toBe(true);
  });
});

describe('a link that is to be replaced', () => {
  const track = () => new FakeMediaTrack({ kind: 'audioinput', deviceId: 'mic', label: 'Microphone' });

  it('leads until its successor has proved itself, and sends the same meanwhile', async () => {
    const staged = await stage().connect();
    const [offerer] = staged.ends;
    staged.air.interrupt('offerer', 'answerer', 1_300);
    await staged.until('2 made');
    expect(offerer.lives).toEqual(['1 made', '1 leads', '2 made']);
    expect(staged.open).toEqual([2, 2]);
    const microphone = track();
    for (const { pair } of staged.ends) pair.setTrack('microphone', microphone);
    await staged.clock.advanceAsync(REPAIRED_WITHIN_MS);
    expect(staged.leading).toEqual(connected(2));
    for (const { connections } of staged.ends) {
      const sent = connections.made.map((connection) => connection.getSenders().map((sender) => sender.track));
      expect(sent).toEqual([
        [microphone, null],
        [microphone, null],
      ]);
    }
  });

  it('stops sending with the others for as long as it is there', async () => {
    const staged = await stage().connect();
    for (const end of staged.ends) {
      end.tracks = { microphone: track(), camera: null };
      end.pair.setTrack('microphone', end.tracks.microphone);
    }
    staged.air.move('offerer');
    await staged.until('2 leads');
    expect(staged.open).toEqual([2, 2]);
    for (const { pair, connections } of staged.ends) {
      expect(connections.open.every((each) => each.getSenders()[0]?.track !== null)).toBe(true);
      pair.setTrack('microphone', null);
      expect(connections.open.flatMap((each) => each.getSenders().map((sender) => sender.track))).toEqual([
        null,
        null,
        null,
        null,
      ]);
    }
  });

  it('shows no tracks of its successor before that leads', async () => {
    const staged = await stage().connect();
    const [{ pair }] = staged.ends;
    const audioTrack = pair.leading?.audioTrack;
    staged.air.move('offerer');
    await staged.until('2 made');
    expect(pair.leading?.audioTrack).toBe(audioTrack);
    await staged.until('2 leads');
    expect(pair.leading?.audioTrack).not.toBe(audioTrack);
    expect(pair.leading?.audioTrack).not.toBeNull();
  });
});

describe('a first link that finds no path', () => {
  it('is replaced as often as it takes, by ICE servers that are asked for anew', async () => {
    const staged = stage();
    staged.air.interrupt('offerer', 'answerer', 20_000);
    await staged.clock.advanceAsync(19_000);
    expect(staged.ends.every(({ doubts }) => doubts > 0)).toBe(true);
    expect(staged.ends.every(({ suspicions }) => suspicions === 0)).toBe(true);
    await staged.clock.advanceAsync(12_000);
    expect(staged.leading.every((each) => each.endsWith('connected'))).toBe(true);
    expect(staged.open).toEqual([1, 1]);
  });

  it('is not replaced while nobody has answered', async () => {
    const staged = stage();
    staged.cutSignaling();
    await staged.clock.advanceAsync(60_000);
    staged.mendSignaling();
    await staged.clock.advanceAsync(1_000);
    expect(staged.leading).toEqual(connected(1));
    expect(staged.made).toEqual([1, 1]);
  });
});

describe('a link that works', () => {
  const HOUR_MS = 3_600_000;

  it('is left as it is for an hour in which nobody says anything, and asks for statistics once', async () => {
    const staged = await stage().connect();
    let asked = 0;
    for (const { connections } of staged.ends) {
      for (const connection of connections.made) {
        connection.getStats = async () => {
          asked += 1;
          return new Map();
        };
      }
    }
    await staged.clock.advanceAsync(HOUR_MS);
    expect(staged.made).toEqual([1, 1]);
    // The end that offered, whether the path could be better.
    expect(asked).toBe(1);
  });

  it.each([1_000, 10_000, HOUR_MS])('is left as it is where a page stands still for %i ms', async (forMs) => {
    for (const phase of [0, 150, 390, 500, 900]) {
      const staged = await stage().connect();
      const [, { process }] = staged.ends;
      await staged.clock.advanceAsync(phase);
      process.pause();
      await staged.clock.advanceAsync(forMs);
      process.goOn();
      await staged.clock.advanceAsync(10_000);
      expect(staged.made).toEqual([1, 1]);
      expect(staged.leading).toEqual(connected(1));
    }
  });

  it('is closed at once with everything that there is of it', async () => {
    const staged = await stage().connect();
    staged.air.move('offerer');
    await staged.until('2 made');
    expect(staged.open).toEqual([2, 2]);
    for (const { pair } of staged.ends) pair.close();
    expect(staged.open).toEqual([0, 0]);
    for (const { lives } of staged.ends) expect(lives.slice(-2)).toEqual(['1 closed', '2 closed']);
  });
});

test('an end that was closed by the other, and of which nobody says why, is made anew', async () => {
  const staged = await stage({ offerer: blinded }).connect();
  const [offerer] = staged.ends;
  offerer.connections.open[0]?.close();
  await staged.clock.advanceAsync(4_000);
  expect(staged.made).toEqual([1, 1]);
  await staged.clock.advanceAsync(3_000);
  expect(staged.leading).toEqual(connected(2));
});

describe('an end whose other end asks for successors without end', () => {
  it('makes few of them, ever less often, and keeps the link that works', async () => {
    const staged = await stage().connect();
    const [offerer] = staged.ends;
    for (let generation = 1_000; generation < 2_000; generation += 1) {
      offerer.pair.receive(request(generation));
      await staged.clock.advanceAsync(10);
      expect(offerer.connections.open.length).toBeLessThanOrEqual(3);
    }
    expect(offerer.connections.made.length).toBeLessThan(2 + 10_000 / FIRST_REST_MS);
    await staged.clock.advanceAsync(60_000);
    expect(staged.leading[0]).toMatch(/ connected$/);
    expect(staged.leading[0]).toBe(staged.leading[1]);
  });

  it('makes one at once, and the highest of the others when it has rested', async () => {
    const staged = stage({ answerer: { send: () => {} } });
    const [offerer] = staged.ends;
    await staged.clock.advanceAsync(1);
    for (const generation of [2, 5, 4]) offerer.pair.receive(request(generation));
    expect(offerer.lives.filter((life) => life.endsWith('made'))).toEqual(['1 made', '2 made']);
    await staged.clock.advanceAsync(FIRST_REST_MS);
    // The next one: what was said over that which was asked for is lost.
    expect(offerer.lives.filter((life) => life.endsWith('made'))).toEqual(['1 made', '2 made', '6 made']);
    await staged.clock.advanceAsync(LONGEST_REST_MS);
  });

  it.each([2 + MOST_AHEAD, 0xffff_ffff])('passes over generation %i, which is too far ahead', async (generation) => {
    const staged = await stage().connect();
    staged.ends[0].pair.receive(request(generation));
    await staged.clock.advanceAsync(LONGEST_REST_MS);
    expect(staged.made).toEqual([1, 1]);
  });

  it('is led by it where that has tried alone for long', async () => {
    const staged = await stage().connect();
    staged.ends[0].pair.receive(request(1 + MOST_AHEAD));
    await staged.clock.advanceAsync(2_000);
    expect(staged.leading).toEqual(connected(1 + MOST_AHEAD));
  });

  it('makes none for a link of another name', async () => {
    const staged = await stage().connect();
    staged.ends[0].pair.receive(request(2, 'screen'));
    await staged.clock.advanceAsync(LONGEST_REST_MS);
    expect(staged.made).toEqual([1, 1]);
  });
});

describe('a browser that makes no connection', () => {
  const refusal = new DOMException('Cannot create so many PeerConnections', 'UnknownError');

  const refuseOnce = () => {
    let asked = 0;
    return () => {
      asked += 1;
      if (asked === 1) throw refusal;
      return {};
    };
  };

  it('is reported, and tried again: at the first link', async () => {
    const staged = stage({ offerer: { configuration: refuseOnce() } });
    const [offerer] = staged.ends;
    await staged.clock.advanceAsync(1);
    expect(offerer.pair.leading).toBeNull();
    await staged.clock.advanceAsync(5_000);
    expect(staged.leading[0]).toMatch(/ connected$/);
    expect(offerer.reports.splice(0)).toEqual([{ type: 'fault', participantId: 'offerer', error: refusal }]);
  });

  it('is reported, and tried again: at a successor', async () => {
    const staged = await stage().connect();
    const [offerer] = staged.ends;
    const create = offerer.connections.create.bind(offerer.connections);
    let refusals = 2;
    offerer.connections.create = (configuration) => {
      refusals -= 1;
      if (refusals >= 0) throw refusal;
      return create(configuration);
    };
    staged.air.move('offerer');
    await staged.clock.advanceAsync(30_000);
    expect(staged.leading[0]).toMatch(/ connected$/);
    expect(staged.leading[0]).toBe(staged.leading[1]);
    expect(offerer.reports.splice(0)).toHaveLength(2);
  });
});

describe('a pair that is closed by who is told of its links', () => {
  it.each(['1 made', '1 leads', '2 made', '2 leads', '1 closed'])('at "%s" leaves nothing behind', async (moment) => {
    let isOver = false;
    const staged = stage({
      offerer: {
        onLink: (life) => {
          if (isOver) expect(life.moment).toBe('closed');
          if (`${life.generation} ${life.moment}` !== moment) return;
          isOver = true;
          staged.close();
        },
      },
    });
    await staged.connect();
    staged.air.move('offerer');
    await staged.clock.advanceAsync(10_000);
    expect(isOver).toBe(true);
    expect(staged.open).toEqual([0, 0]);
  });
});

test('a successor that looks for a relay by expired credentials looks anew when there are others', async () => {
  const old = { iceServers: [{ urls: 'turn:relay.example', username: 'old' }] };
  const fresh = { iceServers: [{ urls: 'turn:relay.example', username: 'fresh' }] };
  const configuration = () => old;
  const staged = await stage({ offerer: { configuration }, answerer: { configuration } }).connect();
  // The machine has slept over the expiry, and its path is gone.
  staged.air.serves = ({ iceServers }) => iceServers?.[0]?.username === 'fresh';
  staged.air.move('offerer');
  await staged.until('2 made');
  await staged.clock.advanceAsync(300);
  expect(staged.leading).toEqual(['1 interrupted', '1 interrupted']);
  for (const { pair } of staged.ends) pair.configure(fresh);
  await staged.clock.advanceAsync(REPAIRED_WITHIN_MS);
  expect(staged.leading).toEqual(connected(2));
});
