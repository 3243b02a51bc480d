import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SeededRandom } from '../testing/seeded-random.ts';
import type { SignalingTransport } from '../signaling/signaling-transport.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeMediaTrack } from '../testing/fake-media-track.ts';
import { FakeRandom } from '../testing/fake-random.ts';
import { FakeSignalingServer } from '../testing/fake-signaling-server.ts';
import { FakeAir } from '../testing/peer-connection/fake-air.ts';
import { FakePeerConnections } from '../testing/peer-connection/fake-peer-connections.ts';
import type { CallReport } from './call-report.ts';
import { Stay } from './stay.ts';

/** A server that has lost its memory waits so long for those who were in its rooms, in milliseconds. */
const SETTLING_MS = 5_000;

let clock: FakeClock;
let air: FakeAir;
let server: FakeSignalingServer;

beforeEach(() => {
  clock = new FakeClock();
  air = new FakeAir(clock);
  server = new FakeSignalingServer({ clock });
});
afterEach(() => expect(server.unexpected).toEqual([]));

/** Somebody in the room, and what its stay has told. */
class Guest {
  readonly connections: FakePeerConnections;
  readonly reports: CallReport[] = [];
  readonly heard: string[] = [];
  readonly sent: { readonly to: string; readonly toIncarnation: string }[] = [];
  readonly stay: Stay;
  joins = 0;
  displayName: string;

  constructor(readonly name: string) {
    this.displayName = name;
    this.connections = new FakePeerConnections({ clock, air, page: name });
    this.stay = new Stay({
      room: 'room',
      resumeToken: null,
      attempts: 0,
      transport: this.#overheard(server.transport(name)),
      peerConnections: this.connections,
      clock,
      random: new FakeRandom(new SeededRandom(name.charCodeAt(0))),
      enter: async () => ({ release: () => {} }),
      profile: () => ({ displayName: this.displayName, microphoneOn: false, cameraOn: false }),
      tracks: () => ({ microphone: null, camera: null }),
      connection: (connection) => this.heard.push(connection),
      changed: () => {},
      welcomed: (told) => {
        this.heard.push(`welcomed as ${told.displayName}`);
        if (told.displayName !== this.displayName) this.stay.tellProfile();
      },
      report: (report) => this.reports.push(report),
      ended: (error) => this.heard.push(`ended ${error?.code ?? 'well'}`),
    });
  }

  /** The others as the snapshot would show them: `Mina connected`, `Mina connected?` while unconfirmed. */
  get others(): string[] {
    const { roster, links } = this.stay;
    return (roster?.others ?? []).map(({ id, profile, away }) => {
      const doubt = roster?.unconfirmed.includes(id) === true ? '?' : '';
      return `${profile?.displayName} ${links.get(id)?.status}${away ? ' away' : ''}${doubt}`;
    });
  }

  #overheard(wire: SignalingTransport): SignalingTransport {
    return {
      join: (...call) => {
        this.joins += 1;
        return wire.join(...call);
      },
      send: (request, options) => {
        for (const { message } of request.messages) if (message.oneofKind === 'signal') this.sent.push(message.signal);
        return wire.send(request, options);
      },
      leave: (...call) => wire.leave(...call),
      getIceServers: (...call) => wire.getIceServers(...call),
    };
  }
}

async function inRoom(...names: string[]): Promise<Guest[]> {
  const guests = names.map((name) => new Guest(name));
  for (const guest of guests) {
    await guest.stay.run();
    await clock.advanceAsync(500);
  }
  return guests;
}

async function pair(): Promise<[Guest, Guest]> {
  const [ada, mina] = await inRoom('Ada', 'Mina');
  if (ada === undefined || mina === undefined) throw new Error('they did not come');
  expect([ada.others, mina.others]).toEqual([['Mina connected'], ['Ada connected']]);
  return [ada, mina];
}

describe('a stay in a room whose server loses its memory', () => {
  it('keeps the link to somebody who is not back yet, until the room has settled', async () => {
    const [ada] = await pair();
    const { made } = ada.connections;
    server.strike({ kind: 'offline', client: 'Mina', forMs: 60_000 });
    server.kill();
    server.start();
    await clock.advanceAsync(SETTLING_MS - 1_000);
    expect(ada.others).toEqual(['Mina connected?']);
    expect(made).toHaveLength(1);
    await clock.advanceAsync(2_000);
    expect(ada.others).toEqual([]);
    expect(ada.connections.open).toEqual([]);
  });

  it('knows who is back in time by its incarnation, and keeps the link', async () => {
    const [ada, mina] = await pair();
    server.strike({ kind: 'offline', client: 'Mina', forMs: 2_000 });
    server.kill();
    server.start();
    await clock.advanceAsync(1_000);
    expect(ada.others).toEqual(['Mina connected?']);
    await clock.advanceAsync(2_000);
    expect([ada.others, mina.others]).toEqual([['Mina connected'], ['Ada connected']]);
    expect([ada, mina].map(({ connections }) => connections.made.length)).toEqual([1, 1]);
    await clock.advanceAsync(SETTLING_MS);
    expect([ada.others, mina.others]).toEqual([['Mina connected'], ['Ada connected']]);
  });

  it('makes the link anew to who is back too late', async () => {
    const [ada, mina] = await pair();
    server.strike({ kind: 'offline', client: 'Mina', forMs: SETTLING_MS + 2_000 });
    server.kill();
    server.start();
    await clock.advanceAsync(SETTLING_MS + 6_000);
    expect([ada.others, mina.others]).toEqual([['Mina connected'], ['Ada connected']]);
    expect([ada, mina].map(({ connections }) => connections.made.length)).toEqual([2, 2]);
    expect([ada, mina].map(({ connections }) => connections.open.length)).toEqual([1, 1]);
  });

  it('is told what it is called now', async () => {
    const [ada, mina] = await pair();
    server.kill();
    mina.displayName = 'Mina K.';
    mina.stay.tellProfile();
    await clock.advanceAsync(100);
    server.start();
    await clock.advanceAsync(5_000);
    expect(ada.others).toEqual(['Mina K. connected']);
    expect(mina.heard).toEqual(['welcomed as Mina', 'reconnecting', 'online', 'welcomed as Mina K.']);
  });
});

describe('a stay whose events were lost with the window', () => {
  it('takes the difference from its new welcome, and keeps the links that go on', async () => {
    server = new FakeSignalingServer({ clock, window: { entries: 4, bytes: 1 << 20 } });
    const [ada, mina, joan] = await inRoom('Ada', 'Mina', 'Joan');
    await clock.advanceAsync(500);
    expect(ada?.others).toEqual(['Mina connected', 'Joan connected']);
    server.strike({ kind: 'offline', client: 'Ada', forMs: 3_000 });
    joan?.stay.leave();
    for (const displayName of ['M', 'Mi', 'Min', 'Mina K.']) {
      if (mina !== undefined) mina.displayName = displayName;
      mina?.stay.tellProfile();
      await clock.advanceAsync(200);
    }
    expect(ada?.others).toEqual(['Mina connected', expect.stringMatching(/^Joan/)]);
    await clock.advanceAsync(6_000);
    expect([ada?.others, mina?.others]).toEqual([['Mina K. connected'], ['Ada connected']]);
    expect(ada?.connections.made).toHaveLength(2);
    expect(ada?.heard.filter((each) => each.startsWith('welcomed'))).toHaveLength(2);
  });
});

describe('a stay whose links are replaced', () => {
  const generations = (...guests: Guest[]) =>
    guests.flatMap(({ stay }) => [...stay.links.leading()].map(({ generation }) => generation));

  it('goes on with the one that leads in a new epoch, and can replace it there', async () => {
    const [ada, mina] = await pair();
    air.move('Ada');
    await clock.advanceAsync(3_000);
    expect(generations(ada, mina)).toEqual([2, 2]);
    server.kill();
    server.start();
    await clock.advanceAsync(2 * SETTLING_MS);
    expect([ada.others, mina.others]).toEqual([['Mina connected'], ['Ada connected']]);
    expect(generations(ada, mina)).toEqual([2, 2]);
    air.move('Mina');
    await clock.advanceAsync(3_000);
    expect([ada.others, mina.others]).toEqual([['Mina connected'], ['Ada connected']]);
    expect(generations(ada, mina)).toEqual([3, 3]);
    expect([ada, mina].map(({ connections }) => connections.made.length)).toEqual([3, 3]);
  });

  it('says again what a server took into its grave', async () => {
    for (let passed = 900; passed < 1_300; passed += 10) {
      air = new FakeAir(clock);
      server = new FakeSignalingServer({ clock });
      const [ada, mina] = await pair();
      air.move('Ada');
      await clock.advanceAsync(passed);
      server.kill();
      server.start();
      await clock.advanceAsync(15_000);
      expect([ada.others, mina.others]).toEqual([['Mina connected'], ['Ada connected']]);
      expect(generations(ada, mina)).toEqual([2, 2]);
      expect([ada, mina].map(({ connections }) => connections.open.length)).toEqual([1, 1]);
    }
  });

  it('begins from the first with who is back too late', async () => {
    const [ada, mina] = await pair();
    air.move('Ada');
    await clock.advanceAsync(3_000);
    expect(generations(ada, mina)).toEqual([2, 2]);
    server.strike({ kind: 'offline', client: 'Mina', forMs: SETTLING_MS + 2_000 });
    server.kill();
    server.start();
    await clock.advanceAsync(SETTLING_MS + 6_000);
    expect([ada.others, mina.others]).toEqual([['Mina connected'], ['Ada connected']]);
    expect(generations(ada, mina)).toEqual([1, 1]);
    expect([ada, mina].map(({ connections }) => connections.open.length)).toEqual([1, 1]);
  });
});

describe('a stay', () => {
  it('sends every signal to one incarnation', async () => {
    const [ada, mina] = await pair();
    const incarnations = (await server.participants('room')).map(({ id, incarnation }) => [id, incarnation]);
    expect(ada.sent.length).toBeGreaterThan(0);
    for (const { to, toIncarnation } of [...ada.sent, ...mina.sent]) {
      expect(incarnations).toContainEqual([to, toIncarnation]);
    }
  });

  it('suspects the connection to the server when media stall, and not when somebody leaves', async () => {
    const [ada, mina] = await pair();
    expect(ada.joins).toBe(1);
    air.interrupt('Ada', 'Mina', 8_000);
    await clock.advanceAsync(6_000);
    expect(ada.others).toEqual(['Mina interrupted']);
    expect(ada.joins).toBe(2);
    await clock.advanceAsync(6_000);
    expect(ada.others).toEqual(['Mina connected']);
    mina.stay.leave();
    await clock.advanceAsync(6_000);
    expect(ada.others).toEqual([]);
    expect(ada.joins).toBe(2);
  });

  it('goes on with the others where the browser makes no link that one of them asks for', async () => {
    const [ada, mina] = await inRoom('Ada', 'Mina', 'Zoe');
    if (ada === undefined || mina === undefined) throw new Error('they did not come');
    const refusal = new DOMException('Cannot create so many PeerConnections', 'UnknownError');
    const create = ada.connections.create.bind(ada.connections);
    ada.connections.create = () => {
      throw refusal;
    };
    air.move('Mina');
    await clock.advanceAsync(5_000);
    expect(ada.others).toEqual(['Mina interrupted', 'Zoe connected']);
    expect(ada.heard).not.toContainEqual(expect.stringContaining('ended'));
    const [participantId] = ada.stay.roster?.others.map(({ id }) => id) ?? [];
    expect(ada.reports[0]).toEqual({ type: 'fault', participantId, error: refusal });
    ada.connections.create = create;
    await clock.advanceAsync(30_000);
    expect(ada.others).toEqual(['Mina connected', 'Zoe connected']);
  });

  it('reports a track that a link does not take, and goes on', async () => {
    const [ada] = await pair();
    const [connection] = ada.connections.made;
    const [sender] = connection?.asBrowsers.getSenders() ?? [];
    const refusal = new DOMException('not this one', 'InvalidModificationError');
    if (sender !== undefined) sender.replaceTrack = () => Promise.reject(refusal);
    ada.stay.links.setTrack(
      'microphone',
      new FakeMediaTrack({ kind: 'audioinput', deviceId: 'mic', label: 'Microphone' }),
    );
    await clock.advanceAsync(1);
    const [participantId] = ada.stay.roster?.others.map(({ id }) => id) ?? [];
    expect(ada.reports).toEqual([{ type: 'track-refused', participantId, kind: 'microphone', error: refusal }]);
    expect(ada.others).toEqual(['Mina connected']);
  });
});
