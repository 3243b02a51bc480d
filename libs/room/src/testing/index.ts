export { PlainIdentities } from './plain-identities.ts';
export { settled, VirtualClock } from './virtual-clock.ts';
