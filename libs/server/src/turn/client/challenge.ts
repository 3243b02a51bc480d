import { createHash } from 'node:crypto';
import { attributeOf, type ReceivedStun, type StunAttribute } from '../stun/stun-message.ts';
import { STUN_ATTRIBUTE } from '../stun/stun-registry.ts';
import type { TurnCredentials } from '../turn-credentials.ts';

/** What a server asks credentials for, and the answer to it: the long-term credential mechanism (RFC 8489, section 9.2). */
export interface Challenge {
  /** What goes into each request. */
  readonly answer: readonly StunAttribute[];
  /** What each request is signed with, and each success of the server. */
  readonly key: Buffer;
}

/** Reads it from a response that refuses a request; null where there is none in it. */
export function challengeIn(response: ReceivedStun, { username, credential }: TurnCredentials): Challenge | null {
  const realm = attributeOf(response, STUN_ATTRIBUTE.realm);
  const nonce = attributeOf(response, STUN_ATTRIBUTE.nonce);
  if (realm === undefined || nonce === undefined) return null;
  const key = createHash('md5').update(`${username}:`).update(realm).update(`:${credential}`).digest();
  const answer = [
    { type: STUN_ATTRIBUTE.username, value: Buffer.from(username) },
    { type: STUN_ATTRIBUTE.realm, value: realm },
    { type: STUN_ATTRIBUTE.nonce, value: nonce },
  ];
  return { answer, key };
}
