// Registers every element under its name. Importing this has that one effect.
import { RtcCall } from './elements/rtc-call/rtc-call.ts';
import { registerElements } from './register-elements.ts';

// The server that a script came from is the one to call, unless the element says otherwise.
RtcCall.defaultServer = new URL(import.meta.url).origin;

registerElements();
