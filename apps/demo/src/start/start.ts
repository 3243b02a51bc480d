import { roomFault } from '@rtc-call/client';
import { makeCopyButton } from '../copy-button.ts';
import { elementById } from '../element-by-id.ts';
import { readableAddress } from './readable-address.ts';
import { callAddress, toRoomName } from './room-name.ts';
import { suggestRoom } from './suggest-room.ts';

const form = elementById('start', HTMLFormElement);
const room = elementById('room', HTMLInputElement);
const fault = elementById('room-fault', HTMLElement);
const invitation = elementById('invitation', HTMLElement);
const link = elementById('link', HTMLInputElement);

const address = () => callAddress(location.origin, toRoomName(room.value));

/** Says what is wrong with the name, or shows the link that it makes. */
function show(): boolean {
  const name = toRoomName(room.value);
  const wrong = name === '' ? 'A room needs a name.' : roomFault(name);
  fault.textContent = wrong ?? '';
  room.setAttribute('aria-invalid', String(wrong !== null));
  invitation.hidden = wrong !== null;
  link.value = wrong === null ? readableAddress(address()) : '';
  return wrong === null;
}

function suggest(): void {
  room.value = suggestRoom();
  show();
}

room.addEventListener('input', show);
elementById('suggest', HTMLButtonElement).addEventListener('click', suggest);
makeCopyButton(elementById('copy-link', HTMLButtonElement), link, address);
link.addEventListener('focus', () => link.select());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (show()) location.assign(address());
  else room.focus();
});

// Coming back by the browser's button, the name that was there is there again.
if (room.value === '') suggest();
else show();
