/** What somebody typed, as a room's name: spaces around are a slip, and those between become hyphens. */
export function toRoomName(typed: string): string {
  return typed.trim().replace(/\s+/g, '-').normalize('NFC');
}

/** The address of a room's call. */
export function callAddress(origin: string, room: string): string {
  const url = new URL('/call', origin);
  url.searchParams.set('room', room);
  return url.href;
}
