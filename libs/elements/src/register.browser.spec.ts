import { expect, it } from 'vitest';
import { RtcCall } from './elements/rtc-call/rtc-call.ts';

it('registers the elements, and takes the script’s origin for the server', async () => {
  expect(customElements.get('rtc-call')).toBeUndefined();
  await import('./register.ts');
  expect(customElements.get('rtc-call')).toBe(RtcCall);
  expect(RtcCall.defaultServer).toBe(new URL(import.meta.url).origin);
});
