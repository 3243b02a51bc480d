import { describe, expect, it } from 'vitest';
import { Guest } from './testing/guest.ts';
import { makeHost } from './testing/make-host.ts';
import { heartbeatAnswer, signalTo } from './testing/messages.ts';

describe('a heartbeat', () => {
  it('comes every five seconds and names the newest position for its reader', async () => {
    const { host, clock } = makeHost();
    const ann = await Guest.join(host);
    const first = ann.next();
    await clock.advance(4_999);
    const bob = await Guest.join(host);
    const joined = await first;
    expect(joined).toMatchObject({ event: { oneofKind: 'participantJoined' } });
    await ann.send(signalTo(bob.id, 'not for Ann'));
    const position = ann.position;
    for (const id of [1, 2]) {
      const heartbeat = ann.nextOf('heartbeat');
      await clock.advance(id === 1 ? 1 : 5_000);
      const { event, ...at } = await heartbeat;
      expect(event.heartbeat.id).toBe(id);
      // By then the roster has settled, too, which everybody is told.
      if (id === 1) expect(at).toMatchObject({ position, previous: position });
    }
  });

  it('does not pile up for a reader that takes nothing', async () => {
    const { host, clock } = makeHost();
    const ann = await Guest.join(host);
    const first = ann.nextOf('heartbeat');
    await clock.advance(5_000);
    expect((await first).event.heartbeat.id).toBe(1);
    await ann.send(heartbeatAnswer(1));
    await clock.advance(12_000);
    expect((await ann.nextOf('heartbeat')).event.heartbeat.id).toBe(2);
    await ann.send(heartbeatAnswer(2));
    const third = ann.nextOf('heartbeat');
    await clock.advance(5_000);
    expect((await third).event.heartbeat.id).toBe(3);
  });
});
