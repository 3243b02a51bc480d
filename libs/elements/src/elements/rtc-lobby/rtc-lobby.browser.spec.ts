import { DISPLAY_NAME_LENGTH } from '@rtc-call/client';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallHarness } from '../../testing/call-harness.ts';
import { pictureTrack } from '../../testing/pictures.ts';
import { deniedSource, JOINING, source } from '../../testing/snapshots.ts';

const live = { name: 'live', track: pictureTrack('#31506f') } as const;
const devices = { microphone: source('microphone', live), camera: source('camera', live) };

describe('the lobby', () => {
  it('asks for microphone and camera as soon as it is shown, once', async () => {
    const { call, rendered } = await mountPrompting();
    expect(call.commands).toEqual([
      ['turnOn', 'microphone'],
      ['turnOn', 'camera'],
    ]);
    call.set({ displayName: 'Mina' });
    await rendered();
    expect(call.commands).toHaveLength(2);
  });

  it('asks for nothing where the page wants it by hand', async () => {
    const { call } = await CallHarness.mount();
    expect(call.commands).toEqual([]);
  });

  it('tells the name while it is typed, and joins by Enter', async () => {
    const { call, nameField } = await CallHarness.mount();
    await nameField.type('민아');
    expect(call.snapshot.displayName).toBe('민아');
    await nameField.pressEnter();
    expect(call.commands.at(-1)).toEqual(['join']);
  });

  it('takes no more of a name than the others can be shown', async () => {
    const { call, nameField } = await CallHarness.mount();
    await nameField.type('A'.repeat(DISPLAY_NAME_LENGTH + 5));
    expect(call.snapshot.displayName).toBe('A'.repeat(DISPLAY_NAME_LENGTH));
  });

  it('keeps the name for the next time', async () => {
    localStorage.removeItem('rtc-call:name');
    const { nameField } = await CallHarness.mount();
    await nameField.type('Ada');
    await nameField.pressEnter();
    expect(localStorage.getItem('rtc-call:name')).toBe('Ada');
  });

  it('offers the devices, and tells which was chosen', async () => {
    const harness = await CallHarness.mount();
    await harness.show({ ...devices, camera: source('camera', live, { chosenDeviceId: 'front' }) });
    expect(harness.cameraSelect.choices).toEqual(['Default camera', 'Built-in camera', 'Desk camera']);
    expect(harness.cameraSelect.chosen).toBe('Built-in camera');
    await harness.cameraSelect.choose('Desk camera');
    await harness.cameraSelect.choose('Default camera');
    expect(harness.call.commands).toEqual([
      ['chooseDevice', 'camera', 'desk'],
      ['chooseDevice', 'camera', null],
    ]);
  });

  it('says why there is no camera, tries again by its switch, and lets one join without', async () => {
    const harness = await CallHarness.mount();
    await harness.show({ ...devices, camera: deniedSource('camera') });
    await expect.element(page.getByText('The camera is blocked.', { exact: false })).toBeVisible();
    expect(harness.cameraSelect.offersChoice).toBe(false);
    expect(harness.cameraButton.description).toContain('The camera is blocked.');
    const badge = harness.cameraButton.faultBadge;
    expect(badge?.badge).not.toBe(badge?.button);
    expect(badge?.ring).not.toBe('none');
    await harness.cameraButton.press();
    await userEvent.click(page.getByRole('button', { name: 'Join without camera' }));
    expect(harness.call.commands).toEqual([['turnOn', 'camera'], ['join']]);
  });

  it('says that another camera could not be had, and goes on with the one in use', async () => {
    const harness = await CallHarness.mount();
    const changeFailure = { kind: 'camera', reason: 'busy', message: 'Another program uses that camera.' } as const;
    await harness.show({ ...devices, camera: source('camera', live, { chosenDeviceId: 'front', changeFailure }) });
    await expect.element(page.getByText(changeFailure.message)).toBeVisible();
    expect(harness.cameraSelect.chosen).toBe('Built-in camera');
  });

  it.each([
    { microphone: 'live', camera: 'live', label: 'Join' },
    { microphone: 'live', camera: 'off', label: 'Join without camera' },
    { microphone: 'muted', camera: 'live', label: 'Join without microphone' },
    { microphone: 'off', camera: 'off', label: 'Join without camera or mic' },
    { microphone: 'starting', camera: 'starting', label: 'Join' },
  ] as const)('says what one joins with: $microphone and $camera', async ({ microphone, camera, label }) => {
    const harness = await CallHarness.mount();
    await harness.show({
      microphone: source('microphone', { name: microphone, track: live.track }),
      camera: source('camera', { name: camera, track: live.track }),
    });
    await expect.element(page.getByRole('button', { name: label, exact: true })).toBeVisible();
  });

  it('joins once, and keeps the focus where it was meanwhile', async () => {
    const harness = await CallHarness.mount();
    await harness.show(devices);
    await userEvent.click(page.getByRole('button', { name: 'Join', exact: true }));
    await harness.show({ phase: JOINING });
    expect(harness.focused?.textContent?.trim()).toBe('Joining…');
    await userEvent.keyboard('{Enter}');
    expect(harness.call.commands).toEqual([['join']]);
  });

  it('lets one give up joining, also by keyboard', async () => {
    const harness = await CallHarness.mount();
    await harness.show(devices);
    await userEvent.click(page.getByRole('button', { name: 'Join', exact: true }));
    await harness.show({ phase: JOINING });
    await userEvent.keyboard('{Tab}');
    expect(harness.focused?.textContent?.trim()).toBe('Cancel');
    await userEvent.keyboard('{Enter}');
    expect(harness.call.commands).toEqual([['join'], ['leave']]);
    await harness.show({ phase: { name: 'left' } });
    await expect.element(page.getByRole('button', { name: 'Cancel' })).not.toBeInTheDocument();
  });

  it('sets its title where lines start, whatever script the room’s name is in', async () => {
    const harness = await CallHarness.mount('', ({ element }) => {
      element.dir = 'rtl';
    });
    const title = page.getByRole('heading', { name: 'Weekly' }).element();
    const words = document.createRange();
    words.selectNodeContents(title);
    expect(words.getBoundingClientRect().right).toBeCloseTo(title.getBoundingClientRect().right, 0);
    expect(words.getBoundingClientRect().width).toBeLessThan(title.getBoundingClientRect().width / 2);
    harness.element.remove();
  });

  it('shows one’s own picture as a mirror does, and how loud one is', async () => {
    const harness = await CallHarness.mount();
    await harness.show(devices);
    const [preview] = harness.tiles;
    expect(preview?.showsPicture).toBe(true);
    expect(preview?.video.muted).toBe(true);
    expect(getComputedStyle(preview?.video ?? document.body).scale).toBe('-1 1');
    const meter = page.getByRole('meter', { name: 'Microphone level' });
    harness.call.setLevels({ self: 0.25 });
    await expect.element(meter).toHaveAttribute('aria-valuenow', '50');
  });

  it('takes a title of the page’s own', async () => {
    const harness = await CallHarness.mount();
    await expect.element(page.getByRole('heading', { name: 'Weekly' })).toBeVisible();
    harness.element.innerHTML = '<h2 slot="lobby-title">Stand-up</h2>';
    await expect.element(page.getByRole('heading', { name: 'Stand-up' })).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'Weekly' })).not.toBeInTheDocument();
  });
});

async function mountPrompting() {
  const harness = await CallHarness.mount('', ({ element }) => {
    element.prompt = 'auto';
  });
  return { call: harness.call, rendered: () => harness.rendered() };
}
