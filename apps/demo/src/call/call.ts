import { roomFault } from '@rtc-call/client';
import { elementById } from '../element-by-id.ts';

const room = new URLSearchParams(location.search).get('room') ?? '';
const fault = room === '' ? 'The link names no room.' : roomFault(room);

if (fault === null) {
  const name = room.normalize('NFC');
  document.title = `${name} · rtc-call`;
  const call = document.createElement('rtc-call');
  call.setAttribute('room', name);
  elementById('call', HTMLElement).append(call);
} else {
  document.title = 'No such room · rtc-call';
  elementById('no-room-reason', HTMLElement).textContent = fault;
  elementById('no-room', HTMLElement).hidden = false;
}
