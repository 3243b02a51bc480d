import { expect } from 'vitest';

/** What is looked at, by the names that a person sees. */
export const DEVICES = ['Microphone', 'Camera'];
export const STUN = 'Direct connection (UDP, STUN)';
export const [TURN_UDP, TURN_TCP, TURN_TLS] = [
  'Relay over UDP (TURN)',
  'Relay over TCP (TURN)',
  'Relay over TLS (TURN)',
] as const;
export const RELAYS = [TURN_UDP, TURN_TCP, TURN_TLS];

/** How well a relay does is for a busy machine to say. */
export const RELAYING = expect.stringMatching(/^Works/);

/** All of these stand like this. */
export const each = (names: readonly string[], state: unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(names.map((name) => [name, state]));

/** How everything stands where all is well. */
export const ALL_WORK = { ...each([...DEVICES, 'Call server', STUN], 'Works'), ...each(RELAYS, RELAYING) };
