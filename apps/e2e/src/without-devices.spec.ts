import { hasBrowsers } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';

describe.skipIf(!hasBrowsers('chromium'))('a participant without devices', () => {
  const participants = useParticipants('chromium');

  it('is told that camera and microphone are denied, and can join, see and hear', async () => {
    const room = 'denied';
    const other = await participants.open('chromium', room);
    await other.join('Seen and heard');
    const denied = await participants.open('chromium', room, { devices: 'denied' });
    await denied.page
      .getByText(/does not let this page use the camera/)
      .first()
      .waitFor();
    await denied.join('Only watches');
    await expectMediaFromAll(denied, 1);
    await expect.poll(() => other.tile('Only watches').count()).toBe(1);
  });
});

describe.skipIf(!hasBrowsers('chromium'))('a browser that cannot hold a call', () => {
  const participants = useParticipants('chromium');

  it('without WebRTC says so before any prompt', async () => {
    const page = await participants.open('chromium', 'no-webrtc', {
      init: () => {
        Reflect.deleteProperty(window, 'RTCPeerConnection');
        navigator.mediaDevices.getUserMedia = () => {
          document.title = 'prompted';
          return Promise.reject(new Error('This test wants no prompt.'));
        };
      },
    });
    await page.page
      .getByText(/WebRTC/)
      .first()
      .waitFor();
    expect(await page.joinButton.count()).toBe(0);
    expect(await page.page.title()).not.toBe('prompted');
  });

  it('on a page that is no secure context says so', async () => {
    const page = await participants.open('chromium', 'insecure', {
      init: () => Object.defineProperty(window, 'isSecureContext', { value: false }),
    });
    await page.page.getByText(/https/i).first().waitFor();
    expect(await page.joinButton.count()).toBe(0);
  });
});
