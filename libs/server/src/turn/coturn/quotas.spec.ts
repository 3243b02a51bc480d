import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { answerOf, CoturnUnderTest } from '../testing/coturn-under-test.ts';
import { describeWithCoturn } from '../testing/describe-with-coturn.ts';

const PACKET_BYTES = 1_000;

describeWithCoturn('the quotas of a coturn', (program) => {
  async function allocate(coturn: CoturnUnderTest, holder: string): Promise<string> {
    const client = await coturn.client(holder);
    return answerOf(client.allocate());
  }

  it('let one participant have so many allocations, and another as many', async () => {
    const quotas = { perUser: 2, total: 100, kilobitsPerSecond: 8_000 };
    await using coturn = await CoturnUnderTest.start(program, { quotas });
    const answers = [];
    for (const holder of ['ann', 'ann', 'ann', 'bob', 'bob', 'bob']) answers.push(await allocate(coturn, holder));
    expect(answers).toEqual(['granted', 'granted', 'quota', 'granted', 'granted', 'quota']);
  });

  it('let all together have so many', async () => {
    const quotas = { perUser: 100, total: 3, kilobitsPerSecond: 8_000 };
    await using coturn = await CoturnUnderTest.start(program, { quotas });
    const answers = [];
    for (const holder of ['ann', 'bob', 'cid', 'dee']) answers.push(await allocate(coturn, holder));
    expect(answers).toEqual(['granted', 'granted', 'granted', 'quota']);
  });

  it('let so many bytes through in a second, and drop the rest', async () => {
    const through = async (kilobitsPerSecond: number) => {
      const quotas = { perUser: 100, total: 100, kilobitsPerSecond };
      await using coturn = await CoturnUnderTest.start(program, { quotas });
      const one = await coturn.client();
      const other = await coturn.client();
      const [here, there] = [await one.allocate(), await other.allocate()];
      await one.createPermission(there);
      await other.createPermission(here);
      let bytes = 0;
      other.onData = (_, data) => (bytes += data.length);
      // 8 Mbit/s for a second.
      for (let sent = 0; sent < 1_000; sent += 20) {
        for (let burst = 0; burst < 20; burst += 1) one.send(there, Buffer.alloc(PACKET_BYTES));
        await delay(20);
      }
      await delay(300);
      return bytes;
    };
    // Half a megabit a second are 62,500 bytes, and the second may have begun before.
    expect(await through(500)).toBeLessThan(3 * 62_500);
    expect(await through(80_000)).toBeGreaterThan(500 * PACKET_BYTES);
  });
});
