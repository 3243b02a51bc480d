import { readFile } from 'node:fs/promises';
import { type BrowserName, type CallPage, hasBrowsers } from '@rtc-call/lab';
import { describe, expect, inject, it } from 'vitest';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';

/** What the page says that arrives later and so offers, in this order, whatever comes between. */
const STORY = [
  'Join',
  'Welcome',
  'Link made',
  'Offer',
  'Answer',
  'A path was found',
  'Encrypted (DTLS)',
  'First video packet',
  'First picture',
];

/** The other end's checks may be here before its answer, which takes the way over the server (RFC 8445, section 7.3). */
const CHECKS = ['Offer', 'Checks begun', 'A path was found'];

/** The texts as they are in the document: what is scrolled out of sight is not rendered, but a screen reader has it. */
async function rowsOf({ page }: CallPage): Promise<string[]> {
  const texts = await page.locator('rtc-inspector-diagram .row .label .text').allTextContents();
  return texts.map((text) => text.trim());
}

const storyIn = (rows: readonly string[], story = STORY): string[] =>
  story.filter((words) => rows.includes(words)).toSorted((one, other) => rows.indexOf(one) - rows.indexOf(other));

/** Saves the recording by the inspector's button, and gives what is in the file. */
async function save({ page }: CallPage, browser: BrowserName): Promise<string> {
  const button = page.getByRole('button', { name: 'Save recording' });
  if (browser === 'chromium') {
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    return readFile(await download.path(), 'utf8');
  }
  // The driver of Firefox hears of no downloads: what the page hands to the browser is looked at instead.
  const file = page.evaluate(() => {
    const { createObjectURL } = URL;
    return new Promise<string>((resolve) => {
      URL.createObjectURL = (file) => {
        URL.createObjectURL = createObjectURL;
        if (file instanceof Blob) void file.text().then(resolve);
        return createObjectURL(file);
      };
    });
  });
  await button.click();
  return file;
}

function asFile(name: string, text: string) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}

const CASES: readonly (readonly [inspecting: BrowserName, other: BrowserName])[] = [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
];

describe.skipIf(!hasBrowsers('chromium', 'firefox'))('the inspector of a real call', () => {
  const participants = useParticipants('chromium', 'firefox');

  it.each(CASES)('in %s tells the story of a call with %s, and again from the file it saved', async (mine, others) => {
    const room = `inspect-${mine}`;
    const guest = await participants.open(others, room);
    await guest.join('Mina Kim');
    const host = await participants.openUrl(mine, `${inject('productUrl')}/call?room=${room}&inspect`);
    await host.join('Ada');
    await expectMediaFromAll(host, 1);

    await expect.poll(async () => storyIn(await rowsOf(host))).toEqual(STORY);
    const rows = await rowsOf(host);
    expect(storyIn(rows, CHECKS)).toEqual(CHECKS);
    expect(rows).toContainEqual(expect.stringMatching(/^Candidate: host UDP$/));
    expect(rows).toContainEqual(expect.stringMatching(/^Path: (host|peer-reflexive) UDP ↔ (host|peer-reflexive) UDP$/));
    const inUse = host.page.locator('rtc-inspector-pairs tr').filter({ hasText: 'In use' });
    await expect.poll(() => inUse.count()).toBe(1);
    await expect.poll(() => host.page.locator('rtc-inspector-graph canvas').count()).toBe(4);

    const redacted = await save(host, mine);
    expect(redacted).not.toContain('Mina');
    expect(redacted).toContain('"displayName":"person-1"');
    await host.page.getByLabel('Without names and addresses').uncheck();
    const text = await save(host, mine);

    const reader = await participants.openUrl(mine, `${inject('productUrl')}/recording`);
    await reader.page.getByRole('button', { name: 'Open a recording' }).waitFor();
    // What shows a file is there by now. The driver of Firefox cannot cut the network.
    if (mine === 'chromium') await reader.page.context().setOffline(true);
    await reader.page.locator('rtc-inspector input[type=file]').setInputFiles(asFile('recording.jsonl', text));
    await expect.poll(async () => storyIn(await rowsOf(reader))).toEqual(STORY);
    const read = await rowsOf(reader);
    // The call goes on meanwhile.
    await expect.poll(async () => (await rowsOf(host)).slice(0, read.length)).toEqual(read);
    await reader.page.getByText(`${room} · `, { exact: false }).waitFor();
    await expect.poll(() => reader.page.locator('rtc-inspector-graph canvas').count()).toBe(4);
  });

  it('says in words that a file is no recording', async () => {
    const reader = await participants.openUrl('chromium', `${inject('productUrl')}/recording`);
    await reader.page.locator('rtc-inspector input[type=file]').setInputFiles(asFile('notes.txt', 'Buy milk.'));
    await reader.page.getByRole('alert').filter({ hasText: 'This is no recording of a call' }).waitFor();
  });
});
