import { describe, expect, it } from 'vitest';
import type { HttpPort, ProbeResponse } from '../ports/http.ts';
import { STREAM_SLOTS } from '../stream-slots/stream-slots.ts';
import { FakeLocks } from '../testing/fake-locks.ts';
import { passEntrance } from './entrance.ts';

const server = 'https://call.example';
const { signal } = new AbortController();

function answering(response: Partial<ProbeResponse> | Error): HttpPort {
  return {
    fetch: () => Promise.reject(new Error('The entrance fetches nothing else.')),
    probe: async () => {
      if (response instanceof Error) throw response;
      return { status: 200, body: about(true), protocol: 'http/1.1', ...response };
    },
  };
}
const about = (allowed: boolean) => ({ name: 'rtc-call', origin: { value: 'https://page.example', allowed } });

describe('the entrance', () => {
  it.each<[string, Partial<ProbeResponse> | Error, string, RegExp]>([
    ['nothing answers', new TypeError('Failed to fetch'), 'server-unreachable', /does not answer/],
    ['something else answers', { body: { hello: 'world' } }, 'server-unreachable', /no rtc-call server/],
    ['an error page answers', { status: 502 }, 'server-unreachable', /no rtc-call server/],
    ['the origin is refused', { body: about(false) }, 'origin-refused', /--allow-origin https:\/\/page\.example/],
  ])('says so when %s', async (_name, response, code, words) => {
    const entering = passEntrance({ server, http: answering(response), locks: null, signal });
    await expect(entering).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
  });

  it('over HTTP/1.1 lets in as many as there are slots, and one more when one is free again', async () => {
    const options = { server, http: answering({}), locks: new FakeLocks(), signal };
    const slots = [];
    for (let count = 0; count < STREAM_SLOTS; count += 1) slots.push(await passEntrance(options));
    await expect(passEntrance(options)).rejects.toMatchObject({ code: 'too-many-calls' });
    slots[0]?.release();
    await expect(passEntrance(options)).resolves.toBeDefined();
  });

  it('over plain HTTP counts also when the browser does not tell the protocol', async () => {
    const plain = 'http://call.example';
    const options = { server: plain, http: answering({ protocol: '' }), locks: new FakeLocks(), signal };
    for (let count = 0; count < STREAM_SLOTS; count += 1) await passEntrance(options);
    await expect(passEntrance(options)).rejects.toMatchObject({ code: 'too-many-calls' });
  });

  it('over HTTP/2 counts nobody', async () => {
    const options = { server, http: answering({ protocol: 'h2' }), locks: new FakeLocks(), signal };
    for (let count = 0; count <= STREAM_SLOTS; count += 1) {
      await expect(passEntrance(options)).resolves.toBeDefined();
    }
  });
});
