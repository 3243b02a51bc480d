// The crowd of crowd.ts, in a process of its own so that it takes no time from whoever measures.
import { Guest } from './guest.ts';

const [server = '', count = '', roomSize = ''] = process.argv.slice(2);

const places = Array.from({ length: Number(count) }, (_, index) => index);
const missing = new Set(places);
let lostAt = performance.now();

const guests = places.map(
  (place) =>
    new Guest(server, `crowd-${Math.floor(place / Number(roomSize))}`, {
      onEvent({ oneofKind }) {
        if ((oneofKind !== 'welcome' && oneofKind !== 'resumed') || !missing.delete(place)) return;
        if (missing.size === 0) process.send?.({ allInAfterMs: performance.now() - lostAt });
      },
      onStreamEnd() {
        if (missing.size === 0) lostAt = performance.now();
        missing.add(place);
      },
    }),
);

process.on('message', () => {
  for (const guest of guests) guest.cut();
});
process.once('disconnect', () => process.exit());

await Promise.all(guests.map((guest) => guest.stay()));
