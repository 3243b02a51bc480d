import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { RETURN_WITHIN_MS, type ReturnTicket, ReturnTickets } from './return-ticket.ts';
import { StoredPageMemory } from './stored-page-memory.ts';
import { MemoryStorage } from '../testing/memory-storage.ts';

const ticket: ReturnTicket = {
  resumeToken: 'token',
  attempts: 3,
  displayName: 'Ada',
  sources: { microphone: { isOn: true, deviceId: null }, camera: { isOn: false, deviceId: 'back' } },
  since: 500,
};

function tab() {
  const clock = new FakeClock(1_000);
  const storage = new MemoryStorage();
  const openPage = (room = 'room', server = 'https://call.example') =>
    new ReturnTickets({ memory: new StoredPageMemory(() => storage), clock, server, room });
  return { clock, storage, openPage };
}

describe('the ticket of a page that went away', () => {
  it('is what the next page in its tab gets, once', () => {
    const { openPage, clock } = tab();
    openPage().leave(ticket);
    clock.advance(RETURN_WITHIN_MS);
    const next = openPage();
    expect(next.take()).toEqual(ticket);
    expect(next.take()).toBeNull();
    expect(openPage().take()).toBeNull();
  });

  it('is too old after the time for which the place is kept', () => {
    const { openPage, clock } = tab();
    openPage().leave(ticket);
    clock.advance(RETURN_WITHIN_MS + 1);
    expect(openPage().take()).toBeNull();
  });

  it('is good for its own room and server only', () => {
    const { openPage, clock, storage } = tab();
    openPage().leave(ticket);
    const page = { memory: new StoredPageMemory(() => storage), clock, server: 'https://call.example', room: 'room' };
    expect(new ReturnTickets({ ...page, room: 'other' }).take()).toBeNull();
    expect(new ReturnTickets({ ...page, server: 'https://other.example' }).take()).toBeNull();
    expect(new ReturnTickets(page).take()).toEqual(ticket);
  });

  it('comes after those that are too old, and each call of a page gets its own', () => {
    const { openPage, clock, storage } = tab();
    const memory = new StoredPageMemory(() => storage);
    const page = { memory, clock, server: 'https://call.example', room: 'room' };
    new ReturnTickets(page).leave({ ...ticket, displayName: 'old' });
    clock.advance(RETURN_WITHIN_MS);
    new ReturnTickets(page).leave({ ...ticket, displayName: 'first' });
    clock.advance(1);
    new ReturnTickets(page).leave({ ...ticket, displayName: 'second' });
    const next = openPage();
    expect([next.take(), next.take(), next.take()].map((each) => each?.displayName)).toEqual([
      'first',
      'second',
      undefined,
    ]);
  });

  it.each<[string, object]>([
    ['without a token', { resumeToken: undefined }],
    ['without a name', { displayName: 7 }],
    ['with a name that nobody can have', { displayName: 'x'.repeat(81) }],
    ['from no time', { at: 'now' }],
    ['from the future', { at: 1_001 }],
  ])('is none %s', (_, fault) => {
    const { openPage, storage } = tab();
    const text = JSON.stringify({ ...ticket, at: 1_000, ...fault });
    storage.setItem('rtc-call:return:https://call.example:room', JSON.stringify([text, 'null', 'nonsense']));
    expect(openPage().take()).toBeNull();
  });

  it('stands for sources that are off where it does not say', () => {
    const { openPage, storage } = tab();
    const text = JSON.stringify({ ...ticket, at: 1_000, since: 'then', sources: { camera: 'on' } });
    storage.setItem('rtc-call:return:https://call.example:room', JSON.stringify([text]));
    const off = { isOn: false, deviceId: null };
    expect(openPage().take()).toEqual({ ...ticket, since: null, sources: { microphone: off, camera: off } });
  });
});
