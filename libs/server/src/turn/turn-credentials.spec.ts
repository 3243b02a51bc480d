import { afterAll, beforeAll, expect, it } from 'vitest';
import { TurnClient } from './client/turn-client.ts';
import { parseTurnUrl } from './ice-url.ts';
import { answerOf, CoturnUnderTest } from './testing/coturn-under-test.ts';
import { describeWithCoturn } from './testing/describe-with-coturn.ts';
import { mintTurnCredentials, type TurnCredentials } from './turn-credentials.ts';

const seconds = () => Date.now() / 1_000;

describeWithCoturn('a credential', (program) => {
  let coturn: CoturnUnderTest;
  beforeAll(async () => {
    coturn = await CoturnUnderTest.start(program);
  });
  afterAll(() => coturn?.[Symbol.asyncDispose]());

  async function allocate(credentials: TurnCredentials): Promise<string> {
    const place = parseTurnUrl(coturn.urls[0] ?? '');
    if (place === null) throw new Error('It has no URL');
    const client = await TurnClient.connect(place, credentials, { signal: AbortSignal.timeout(5_000) });
    const answer = await answerOf(client.allocate());
    await client.release();
    return answer;
  }

  it('is taken until it expires', async () => {
    const { secret } = coturn.options;
    expect(await allocate(mintTurnCredentials(secret, 'ann', seconds() + 10))).toBe('granted');
    expect(await allocate(mintTurnCredentials(secret, 'ann', seconds() - 2))).toBe('wrong-secret');
  });

  it('is for its holder and its time alone', async () => {
    const { username, credential } = mintTurnCredentials(coturn.options.secret, 'ann', seconds() + 10);
    const later = username.replace(/^\d+/, String(Math.floor(seconds() + 1_000)));
    expect(await allocate({ username: later, credential })).toBe('wrong-secret');
    expect(await allocate({ username: username.replace('ann', 'bob'), credential })).toBe('wrong-secret');
    expect(await allocate({ username, credential })).toBe('granted');
  });
});
