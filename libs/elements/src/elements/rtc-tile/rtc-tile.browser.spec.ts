import type { ParticipantSnapshot } from '@rtc-call/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { SPEAKING_HOLD_MS } from '../../speaking/speaking.ts';
import { CallHarness } from '../../testing/call-harness.ts';
import { pictureTrack, silentTrack } from '../../testing/pictures.ts';
import { joinedWith, participant, source } from '../../testing/snapshots.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function tileOf(change: Partial<ParticipantSnapshot>, name = 'Mina Kim') {
  const harness = await CallHarness.mount();
  const become = (next: Partial<ParticipantSnapshot>) => harness.show(joinedWith(participant('1', name, next)));
  await become(change);
  const [tile] = harness.tiles;
  if (!tile) throw new Error('there is no tile');
  return { harness, tile, become };
}

describe('a tile', () => {
  it('plays sound and picture through one element, set only when a track changes', async () => {
    const [audioTrack, videoTrack] = [silentTrack(), pictureTrack('#345')];
    const { tile, become } = await tileOf({ audioTrack, videoTrack, cameraOn: true });
    const stream = tile.video.srcObject;
    expect(stream instanceof MediaStream && stream.getTracks()).toEqual([audioTrack, videoTrack]);
    expect(tile).toMatchObject({ showsPicture: true, initials: '' });
    await become({ audioTrack, videoTrack, cameraOn: false, microphoneOn: false });
    expect(tile.video.srcObject).toBe(stream);
    expect(tile).toMatchObject({ showsPicture: false, initials: 'MK', showsMuted: true });
    await become({ audioTrack, videoTrack: pictureTrack('#543'), cameraOn: true });
    expect(tile.video.srcObject).not.toBe(stream);
  });

  it('never plays one’s own sound', async () => {
    const harness = await CallHarness.mount();
    const [microphoneTrack, cameraTrack] = [silentTrack(), pictureTrack('#345')];
    for (const microphone of ['live', 'muted'] as const) {
      await harness.show({
        ...joinedWith(),
        microphone: source('microphone', { name: microphone, track: microphoneTrack }),
        camera: source('camera', { name: 'live', track: cameraTrack }),
      });
      const stream = harness.tiles[0]?.video.srcObject;
      expect(stream instanceof MediaStream && stream.getTracks()).toEqual([cameraTrack]);
      expect(harness.tiles[0]?.video.muted).toBe(true);
    }
  });

  it('plays on when it is taken away and put back', async () => {
    const harness = await CallHarness.mount('<rtc-tile participant-id="1"></rtc-tile>');
    await harness.show(joinedWith(participant('1', 'Mina', { cameraOn: true, videoTrack: pictureTrack('#345') })));
    const [element] = harness.all('rtc-tile');
    const [tile] = harness.tiles;
    if (!element || !tile) throw new Error('there is no tile');
    const { video } = tile;
    await expect.poll(() => video.paused).toBe(false);
    element.remove();
    await expect.poll(() => video.paused).toBe(true);
    harness.element.append(element);
    await expect.poll(() => video.paused, { timeout: 2_000 }).toBe(false);
  });

  it.each([
    ['connecting', 'Connecting…'],
    ['connected', ''],
    ['interrupted', 'Connection interrupted'],
    ['failed', 'No path was found'],
  ] as const)('says how the connection is: %s', async (link, words) => {
    const { tile } = await tileOf({ link });
    expect(tile.linkStatus).toBe(words);
  });

  it('says of somebody away that they are, dims what was last to be seen, and shows nobody speaking', async () => {
    const { tile, become, harness } = await tileOf({ link: 'interrupted' });
    const box = tile.box;
    expect(tile.isDimmed).toBe(false);
    await become({ link: 'interrupted', presence: 'away' });
    harness.call.setLevels({ 1: 0.4 });
    await harness.rendered();
    await expect.poll(() => tile.isDimmed).toBe(true);
    expect(tile).toMatchObject({ linkStatus: 'Away…', initials: 'MK', showsSpeaking: false });
    expect(tile.box).toEqual(box);
    await become({});
    expect(tile.linkStatus).toBe('');
    await expect.poll(() => tile.isDimmed).toBe(false);
  });

  it('is the same for somebody who reloads the page, with what the new page sends, and nobody is told of it', async () => {
    const tracks = () => ({ audioTrack: silentTrack(), videoTrack: pictureTrack('#345') });
    const { tile, become, harness } = await tileOf({ ...tracks(), cameraOn: true });
    const log = () => page.getByRole('log').element().textContent;
    const [element] = harness.all('rtc-tile');
    const { video } = tile;
    const [stream, words] = [video.srcObject, log()];
    await become({ ...tracks(), cameraOn: true, presence: 'away', link: 'interrupted' });
    await become({ link: 'connecting', microphoneOn: false });
    expect(tile.initials).toBe('MK');
    await become({ ...tracks(), cameraOn: true });
    expect(harness.all('rtc-tile')[0]).toBe(element);
    expect(tile.video).toBe(video);
    expect(video.srcObject).not.toBe(stream);
    await expect.poll(() => tile.showsPicture && !video.paused).toBe(true);
    expect(log()).toBe(words);
  });

  it('shows initials until a picture can have come', async () => {
    const { tile, become } = await tileOf({ link: 'connecting', cameraOn: true, videoTrack: pictureTrack('#345') });
    expect(tile).toMatchObject({ showsPicture: false, initials: 'MK' });
    await become({ link: 'connected', cameraOn: true, videoTrack: pictureTrack('#345') });
    expect(tile).toMatchObject({ showsPicture: true, initials: '' });
  });

  it('keeps a person’s colour when they come back under another name', async () => {
    const { tile, harness } = await tileOf({});
    const { background } = tile;
    await harness.show(joinedWith());
    await harness.show(joinedWith(participant('1', 'M.')));
    expect(harness.tiles[0]?.background).toBe(background);
    expect(harness.tiles[0]?.background).not.toBe(harness.tiles[1]?.background);
  });

  it('does not let a long name out of its plate', async () => {
    const { tile } = await tileOf({}, 'Wolfeschlegelsteinhausenbergerdorff '.repeat(3));
    const plate = page.getByText(tile.name, { exact: false }).first().element().getBoundingClientRect();
    expect(plate.right).toBeLessThan(tile.box.right);
    expect(plate.height).toBeLessThan(30);
  });

  it('shows who speaks, through the gaps between words, also when no level follows', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const { tile, harness } = await tileOf({});
    harness.call.setLevels({ 1: 0.4 });
    await harness.rendered();
    expect(tile.showsSpeaking).toBe(true);
    harness.call.setLevels({ 1: 0 });
    vi.advanceTimersByTime(SPEAKING_HOLD_MS - 1);
    await harness.rendered();
    expect(tile.showsSpeaking).toBe(true);
    vi.advanceTimersByTime(1);
    await harness.rendered();
    expect(tile.showsSpeaking).toBe(false);
  });

  it('does not show somebody muted as speaking', async () => {
    const { tile, harness } = await tileOf({ microphoneOn: false });
    harness.call.setLevels({ 1: 0.4 });
    await harness.rendered();
    expect(tile.showsSpeaking).toBe(false);
  });

  it('offers sound in words where the browser withholds it', async () => {
    let allowed = false;
    const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(async function (
      this: HTMLMediaElement,
    ) {
      if (!allowed && !this.muted) throw new DOMException('play() needs a gesture', 'NotAllowedError');
    });
    const { tile } = await tileOf({ audioTrack: silentTrack() });
    const button = page.getByRole('button', { name: 'Enable sound' });
    await expect.element(button).toBeVisible();
    expect(tile.video.muted).toBe(true);
    allowed = true;
    await userEvent.click(button);
    await expect.element(button).not.toBeInTheDocument();
    expect(tile.video.muted).toBe(false);
    expect(play).toHaveBeenCalled();
  });
});
