import { roomFault } from '@rtc-call/client';
import { elementById } from '../element-by-id.ts';

const query = new URLSearchParams(location.search);
const room = query.get('room') ?? '';
const fault = room === '' ? 'The link names no room.' : roomFault(room);

if (fault === null) {
  const name = room.normalize('NFC');
  document.title = `${name} · rtc-call`;
  const call = document.createElement('rtc-call');
  call.setAttribute('room', name);
  if (query.has('inspect')) inspect(call);
  elementById('call', HTMLElement).append(call);
} else {
  document.title = 'No such room · rtc-call';
  elementById('no-room-reason', HTMLElement).textContent = fault;
  elementById('no-room', HTMLElement).hidden = false;
}

/** The whole call, and beside it what happens in it. */
function inspect(call: HTMLElement): void {
  const inside = ['status', 'lobby', 'grid', 'controls', 'error', 'left', 'inspector'];
  call.append(...inside.map((name) => document.createElement(`rtc-${name}`)));
  call.classList.add('inspected');
}
