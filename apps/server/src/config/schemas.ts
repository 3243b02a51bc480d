import { COTURN_LIMITS, LOG_FORMATS, LOG_LEVELS, TURN_LIMITS, turnSecretProblem } from '@rtc-call/server';
import { z } from 'zod';
import { checkPeerRange, checkPortRange, checkTurnAddress } from './coturn-values.ts';
import { checkStunUrl, checkTurnUrl } from './ice-url.ts';
import type { OptionName } from './option-table.ts';
import { checkOrigin } from './origin.ts';
import { checkRedisUrl, showRedisUrl } from './redis-url.ts';

/** How an option's value is checked, and what to say when it is wrong. */
export interface OptionSchema<T> {
  /** An issue's message goes on from the option's name: "is too large". */
  readonly schema: z.ZodType<T>;
  /** What would be right, where the issue itself does not know better. */
  readonly right: string;
  /** The value as a fault may show it, where it can hold a secret. */
  readonly show?: (value: string) => string;
}

const port: OptionSchema<number> = {
  schema: wholeNumber(0, 65_535),
  right: 'Give a whole number from 0 to 65535; 0 takes any free port.',
};

const path: OptionSchema<string> = { schema: text(), right: 'Give a path.' };

/** One schema for each option. A list's schema is that of one entry. */
export const SCHEMAS = {
  host: {
    schema: text().regex(/^[^\s/:@]+$|^[\da-fA-F:.]+$/, 'is neither a host name nor an address'),
    right: 'Give a name or an address of this machine, such as localhost, 0.0.0.0 or ::, without scheme and port.',
  },
  port,
  'grpc-port': port,
  https: onOrOff('https'),
  'tls-cert': path,
  'tls-key': path,
  'allow-origin': {
    schema: text().superRefine(report(checkOrigin)),
    right: 'Give an exact origin, such as https://example.com or http://localhost:3000.',
  },
  'room-capacity': { schema: wholeNumber(2, 16), right: 'Give a whole number from 2 to 16.' },
  stun: {
    schema: text().superRefine(report(checkStunUrl)),
    right: 'Give a STUN URL, such as stun:stun.example.com:3478.',
  },
  'public-stun': onOrOff('public-stun'),
  turn: {
    schema: text().superRefine(report(checkTurnUrl)),
    right: 'Give a TURN URL, such as turn:turn.example.com:3478?transport=udp or turns:turn.example.com:443.',
  },
  'turn-secret-file': path,
  'turn-secret': {
    schema: text().superRefine(report(checkTurnSecret)),
    right: 'Give the same as coturn has as static-auth-secret.',
    show: () => '…',
  },
  'turn-ttl': within(TURN_LIMITS.ttlSeconds, 'a whole number of seconds'),
  'turn-proof': { schema: isOn(), right: 'Give on or off.' },
  'relay-only': onOrOff('relay-only'),
  redis: {
    schema: text().superRefine(report(checkRedisUrl)),
    right: 'Give redis://host:6379, or with TLS rediss://host:6379.',
    show: showRedisUrl,
  },
  'secret-file': path,
  drain: { schema: wholeNumber(0, 300), right: 'Give a whole number of seconds from 0 to 300.' },
  'log-level': choice(LOG_LEVELS),
  'log-format': choice(LOG_FORMATS),
  'demo-dir': path,
  'bundle-dir': path,
  'turn-address': {
    schema: text().superRefine(report(checkTurnAddress)),
    right: 'Give an address of the machine, such as 203.0.113.7; behind a NAT both, as in 203.0.113.7/10.0.0.7.',
  },
  'turn-realm': {
    schema: text().regex(/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i, 'is no name'),
    right: 'Give a name of letters, digits, dots and dashes, such as turn.example.com.',
  },
  'turn-tls-cert': path,
  'turn-tls-key': path,
  'turn-ports': {
    schema: text().superRefine(report(checkPortRange)),
    right: 'Give the first and the last of them, such as 49152-65535.',
  },
  'turn-user-quota': within(COTURN_LIMITS.quota, 'a whole number'),
  'turn-total-quota': within(COTURN_LIMITS.quota, 'a whole number'),
  'turn-bandwidth': within(COTURN_LIMITS.kilobitsPerSecond, 'a whole number of kilobits a second'),
  'turn-allow-peer': {
    schema: text().superRefine(report(checkPeerRange)),
    right: 'Give an address, a block such as 10.0.0.0/24, or a range such as 10.0.0.1-10.0.0.9.',
  },
} as const satisfies Record<OptionName, OptionSchema<unknown>>;

/** What a check has against a value, and what would be right if it can tell. */
export interface Objection {
  readonly wrong: string;
  readonly right?: string;
}

function text() {
  return z.string({ error: 'is no text' }).min(1, 'is empty');
}

function onOrOff(name: OptionName): OptionSchema<boolean> {
  return {
    schema: isOn(),
    right: `Give true or false; the flag --${name} needs no value.`,
  };
}

function isOn() {
  return z.union([z.boolean(), z.stringbool()], { error: 'is neither on nor off' });
}

function within(
  { least, most }: { readonly least: number; readonly most: number },
  what: string,
): OptionSchema<number> {
  return { schema: wholeNumber(least, most), right: `Give ${what} from ${least} to ${most}.` };
}

/** Text from flags and variables, or a number from a file. */
function wholeNumber(least: number, most: number) {
  const digits = z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number);
  return z
    .union([z.number(), digits], { error: 'is no whole number' })
    .pipe(z.number().int('is no whole number').min(least, 'is too small').max(most, 'is too large'));
}

function choice<const T extends readonly [string, ...string[]]>(choices: T): OptionSchema<T[number]> {
  return {
    schema: z.enum(choices, { error: 'is none of the choices' }),
    right: `Choose one of ${choices.join(', ')}.`,
  };
}

function checkTurnSecret(value: string): Objection | null {
  const wrong = turnSecretProblem(value);
  return wrong === null ? null : { wrong };
}

function report(check: (value: string) => Objection | null) {
  return (value: string, context: z.RefinementCtx<string>) => {
    const objection = check(value);
    if (objection === null) return;
    const { wrong, right } = objection;
    context.addIssue({ code: 'custom', message: wrong, params: right === undefined ? {} : { right } });
  };
}
