import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallHarness } from '../../testing/call-harness.ts';
import { pictureTrack } from '../../testing/pictures.ts';
import { joinedWith, participant, source } from '../../testing/snapshots.ts';

const track = pictureTrack('#000');

async function inCall(): Promise<CallHarness> {
  const harness = await CallHarness.mount();
  await harness.show({
    ...joinedWith(participant('1', 'Mina')),
    microphone: source('microphone', { name: 'live', track }),
    camera: source('camera', { name: 'live', track }),
  });
  return harness;
}

describe('the controls', () => {
  it('turn a source off, and look off in label and drawing', async () => {
    const harness = await inCall();
    expect(harness.microphoneButton).toMatchObject({ label: 'Turn microphone off', looksOff: false });
    await harness.microphoneButton.press();
    expect(harness.call.commands).toEqual([['turnOff', 'microphone']]);
    // Nothing is drawn before the call says so.
    expect(harness.microphoneButton.looksOff).toBe(false);
    await harness.show({ microphone: source('microphone', { name: 'muted', track }) });
    expect(harness.microphoneButton).toMatchObject({ label: 'Turn microphone on', looksOff: true });
  });

  it('ask for nothing while a device is starting', async () => {
    const harness = await inCall();
    await harness.show({ camera: source('camera', { name: 'starting' }) });
    expect(harness.cameraButton.label).toBe('Camera is starting');
    await harness.cameraButton.press();
    expect(harness.call.commands).toEqual([]);
  });

  it('are reached and pressed by keyboard alone', async () => {
    const harness = await inCall();
    harness.microphoneButton.focus();
    await userEvent.keyboard(' ');
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(harness.call.commands).toEqual([['turnOff', 'microphone'], ['turnOff', 'camera'], ['leave']]);
  });

  it('have one key each while the focus is inside', async () => {
    const harness = await inCall();
    harness.cameraButton.focus();
    await userEvent.keyboard('m');
    await userEvent.keyboard('v');
    await userEvent.keyboard('{Control>}m{/Control}');
    expect(harness.call.commands).toEqual([
      ['turnOff', 'microphone'],
      ['turnOff', 'camera'],
    ]);
  });

  it('leave keys alone that are typed into a field', async () => {
    const harness = await CallHarness.mount('<rtc-name-field></rtc-name-field><rtc-controls></rtc-controls>');
    await harness.show(joinedWith());
    await harness.nameField.type('mv');
    expect(harness.call.commands).toEqual([]);
    await harness.nameField.pressEnter();
    expect(harness.call.commands).toEqual([['setDisplayName', 'mv']]);
  });

  it.each([320, 844, 1000])('are 44 px high and all there in a box of %i px', async (width) => {
    const harness = await inCall();
    harness.element.style.inlineSize = `${width}px`;
    for (const button of page.getByRole('group', { name: 'Call controls' }).getByRole('button').elements()) {
      const box = button.getBoundingClientRect();
      expect([box.width, box.height]).toEqual([44, 44]);
      expect(box.right).toBeLessThanOrEqual(harness.element.getBoundingClientRect().right);
    }
    await expect.element(page.getByRole('button', { name: 'Leave' })).toBeVisible();
  });
});
