import {
  defaultSecretFile,
  type IceSettings,
  PUBLIC_STUN_URLS,
  TURN_LIMITS,
  type TurnSecretSource,
} from '@rtc-call/server';
import type { CheckedValues } from './check-values.ts';
import type { Fault } from './fault.ts';

/** What participants are given as ICE servers. */
export function iceSettings(values: CheckedValues, env: Readonly<NodeJS.ProcessEnv>): IceSettings {
  const urls = values.turn ?? [];
  return {
    stun: [...(values.stun ?? []), ...(values['public-stun'] === true ? PUBLIC_STUN_URLS : [])],
    turn:
      urls.length === 0
        ? null
        : {
            urls,
            secret: turnSecretSource(values, env),
            ttlSeconds: values['turn-ttl'] ?? TURN_LIMITS.ttlSeconds.default,
            proof: values['turn-proof'] ?? true,
          },
    relayOnly: values['relay-only'] ?? false,
  };
}

/** Where the secret is that is shared with the TURN servers. */
export function turnSecretSource(values: CheckedValues, env: Readonly<NodeJS.ProcessEnv>): TurnSecretSource {
  const text = values['turn-secret'];
  return text === undefined ? { file: values['turn-secret-file'] ?? defaultSecretFile(env, 'turn') } : { text };
}

/** What does not go together. */
export function iceFaults(values: CheckedValues): readonly Fault[] {
  const faults: Fault[] = [];
  if (values['relay-only'] === true && (values.turn ?? []).length === 0) {
    faults.push({
      subject: '--relay-only',
      given: null,
      wrong: 'is given without --turn',
      right: 'Nobody could connect: give --turn too.',
    });
  }
  if (values['turn-secret'] !== undefined && values['turn-secret-file'] !== undefined) {
    faults.push({
      subject: 'The secret of the TURN servers',
      given: null,
      wrong: 'is given both by RTC_CALL_TURN_SECRET and by --turn-secret-file',
      right: 'Give one of them.',
    });
  }
  for (const name of ['stun', 'turn'] as const) {
    const count = values[name]?.length ?? 0;
    if (count <= TURN_LIMITS.urls) continue;
    const right = `Give ${TURN_LIMITS.urls} at most: each costs every participant time.`;
    faults.push({ subject: `--${name}`, given: null, wrong: `is given ${count} times`, right });
  }
  return faults;
}
