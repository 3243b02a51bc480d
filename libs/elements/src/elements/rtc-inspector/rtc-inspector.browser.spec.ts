import { readRecording, writeRecording } from '@rtc-call/client';
import { TestWorld } from '@rtc-call/client/testing';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { registerElements } from '../../register-elements.ts';
import { FakeCall } from '../../testing/fake-call.ts';
import { FIRST_ROWS, LAST_ROWS } from './diagram/shown-rows.ts';
import { InspectorHarness } from './rtc-inspector.harness.ts';
import type { RtcInspector } from './rtc-inspector.ts';
import { callStory, STORY_SDP, STORY_START } from './testing/call-story.ts';

registerElements();
afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.dir = '';
  vi.restoreAllMocks();
});

const SUBJECT = { writtenAt: STORY_START, room: 'demo', browser: 'A browser' };

/** An inspector alone on the page; `change` it before it is there. */
async function mount(change: (element: RtcInspector) => void): Promise<InspectorHarness> {
  const element = document.createElement('rtc-inspector');
  element.style.blockSize = '640px';
  change(element);
  document.body.replaceChildren(element);
  const harness = new InspectorHarness(element);
  await expect.poll(() => harness.dropZone).not.toBeNull();
  return harness;
}

const mountRecording = (text: string) =>
  mount((element) => {
    element.recording = text;
  });

/** The text of the file that the next click saves. */
async function saved(): Promise<string> {
  const made = vi.spyOn(URL, 'createObjectURL');
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  await page.getByRole('button', { name: 'Save recording' }).click();
  await expect.poll(() => made.mock.calls.length).toBe(1);
  const [blob] = made.mock.calls[0] ?? [];
  return blob instanceof Blob ? blob.text() : '';
}

describe('an inspector inside a call', () => {
  it('shows the beginning of a call in which it is opened late, and goes on', async () => {
    const world = new TestWorld({ now: STORY_START });
    const { call } = world.openPage('You', { room: 'demo' });
    const ada = world.addParticipant('Ada', { room: 'demo' });
    await Promise.all([call.join(), world.until(() => call.snapshot.phase.name === 'joined')]);
    const element = document.createElement('rtc-call');
    element.call = call;
    element.innerHTML = '<rtc-status></rtc-status><rtc-inspector></rtc-inspector>';
    document.body.append(element);
    const inspector = new InspectorHarness(element.querySelector('rtc-inspector') as RtcInspector);
    await expect
      .poll(() => inspector.rows.slice(0, 3))
      .toEqual(['Joining', 'Join', expect.stringMatching(/^Welcome after/)]);
    ada.play([{ at: 0, action: { kind: 'join' } }]);
    await world.until(() => call.snapshot.participants[0]?.link === 'connected');
    await expect.poll(() => inspector.lanes).toEqual(['This page', 'Server', 'Ada']);
    await expect.poll(() => inspector.rows.at(-1)).toBe('Connected · Ada');
    expect(inspector.rows).toContain('Offer');
  });

  it('draws no diagram anew for samples, of which there are many', async () => {
    const call = new FakeCall();
    const [sample, ...happenings] = callStory().toSorted((one) => (one.type === 'statistics' ? -1 : 1));
    if (sample === undefined) throw new Error('There is no sample.');
    call.events.tell(...happenings);
    const inspector = await mount((element) => {
      element.call = call;
    });
    await expect.poll(() => inspector.rows.length).toBeGreaterThan(10);
    const before = inspector.shownEvents;
    call.events.tell({ ...sample });
    await expect.element(page.getByText(new RegExp(` ${happenings.length + 1} events$`))).toBeVisible();
    expect(inspector.shownEvents).toBe(before);
  });

  it('samples while it is there, and no longer', async () => {
    const call = new FakeCall();
    const stop = vi.fn();
    vi.spyOn(call, 'record').mockImplementation(() => ({ events: callStory(), stop, text: async () => '' }));
    const inspector = await mount((element) => {
      element.call = call;
    });
    await expect.poll(() => inspector.rows.length).toBeGreaterThan(10);
    expect(stop).not.toHaveBeenCalled();
    inspector.element.remove();
    expect(stop).toHaveBeenCalledOnce();
  });
});

describe('a recording in an inspector', () => {
  it('looks as the call did, and names nobody', async () => {
    const live = await mount((element) => {
      const call = new FakeCall();
      call.events.tell(...callStory());
      element.call = call;
    });
    await expect.poll(() => live.rows.length).toBeGreaterThan(10);
    const { rows, pairs } = live;
    const open = await mountRecording(writeRecording(SUBJECT, callStory(), { redact: false }));
    await expect.poll(() => open.rows).toEqual(rows);
    expect(open.pairs).toEqual(pairs);
    await expect.element(page.getByText(/demo · 30 events/)).toBeVisible();
    const redacted = await mountRecording(writeRecording(SUBJECT, callStory()));
    await expect.poll(() => redacted.lanes).toEqual(['This page', 'Server', 'person-1', 'person-2']);
    expect(redacted.rows.length).toBe(rows.length);
    expect(redacted.pairs[0]?.slice(0, 3)).toEqual([
      'person-1',
      expect.stringMatching(/^host UDP ?host-\d:50000$/),
      expect.stringMatching(/^server-reflexive UDP ?host-\d:50000$/),
    ]);
  });

  it('is drawn over time, with the newest values in words', async () => {
    const inspector = await mountRecording(writeRecording(SUBJECT, callStory(), { redact: false }));
    await expect.poll(() => inspector.drawn).toBe(4);
    expect(inspector.legends[0]).toEqual([
      'Mina Kim 1.5 Mbit/s',
      'to Mina Kim 300 kbit/s',
      '박지원 –',
      'to 박지원 300 kbit/s',
    ]);
    expect(inspector.legends[1]).toEqual(['Mina Kim 2.0 %', '박지원 2.0 %']);
  });

  it('can be had of one participant alone', async () => {
    const inspector = await mountRecording(writeRecording(SUBJECT, callStory(), { redact: false }));
    await page.getByLabelText('Participant').selectOptions('박지원');
    await expect.poll(() => inspector.lanes).toEqual(['This page', 'Server', '박지원']);
    expect(inspector.rows).not.toContain('Offer');
    expect(inspector.pairs).toEqual([]);
  });

  it('is opened by dropping its file', async () => {
    const inspector = await mount(() => {});
    await expect.element(page.getByText(/drop its file here/)).toBeVisible();
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([writeRecording(SUBJECT, callStory())], 'call.jsonl'));
    inspector.dropZone?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    await expect.poll(() => inspector.rows.length).toBeGreaterThan(10);
  });

  it('says what is wrong with a file that is none, and shows what it showed', async () => {
    const inspector = await mountRecording(writeRecording(SUBJECT, callStory()));
    await expect.poll(() => inspector.rows.length).toBeGreaterThan(10);
    inspector.element.recording = 'a shopping list';
    await expect.poll(() => inspector.alert).toMatch(/This is no recording of a call/);
    expect(inspector.rows.length).toBeGreaterThan(10);
  });

  it('speaks the language of its words, also of times and of what is wrong', async () => {
    const inspector = await mount((element) => {
      element.recording = writeRecording(SUBJECT, callStory());
      element.strings = { locale: 'ko', recorded: (when) => `기록: ${when}`, fault: ({ code }) => `오류 ${code}` };
    });
    await expect.poll(() => inspector.rows).toContain('Offer');
    const when = new Date(STORY_START).toLocaleString('ko');
    expect(when).not.toBe(new Date(STORY_START).toLocaleString('en'));
    await expect.element(page.getByText(new RegExp(`기록: ${when}`))).toBeVisible();
    inspector.row('Joining').click();
    await expect.poll(() => inspector.details[0]?.querySelector('.moment')?.textContent).toBe(when);
    inspector.element.recording = 'a shopping list';
    await expect.poll(() => inspector.alert).toBe('오류 no-recording');
  });

  it('shows what stands before a line that cannot be read', async () => {
    const text = writeRecording(SUBJECT, callStory().slice(0, 4), { redact: false });
    const inspector = await mountRecording(`${text}{"at":`);
    await expect.poll(() => inspector.alert).toBe('Line 6 cannot be read as an event. The file may have been cut off.');
    expect(inspector.rows).toHaveLength(4);
  });

  it('gives way to the call again', async () => {
    const inspector = await mountRecording(writeRecording(SUBJECT, callStory()));
    inspector.element.call = new FakeCall();
    await page.getByRole('button', { name: 'Back to the call' }).click();
    await expect.poll(() => inspector.rows).toEqual([]);
    await expect.element(page.getByText('Live')).toBeVisible();
  });

  it('of a long call is drawn from both ends', async () => {
    const events = Array.from({ length: 2_000 }, (_, index) => ({
      at: STORY_START + index,
      type: 'report' as const,
      participantId: 'p-mina',
      code: 'fault' as const,
      message: `report ${index}`,
    }));
    const inspector = await mountRecording(writeRecording(SUBJECT, events));
    await expect.poll(() => inspector.rows.length).toBe(FIRST_ROWS + LAST_ROWS);
    expect([inspector.rows[FIRST_ROWS - 1], inspector.rows[FIRST_ROWS]]).toEqual([
      'Something went wrong: report 399',
      'Something went wrong: report 1400',
    ]);
    await expect.element(page.getByText(/^1000 rows are left out here/)).toBeInTheDocument();
  });
});

describe('a row', () => {
  it('opens by the keyboard, and shows a description as text and never as markup', async () => {
    const inspector = await mountRecording(writeRecording(SUBJECT, callStory()));
    await expect.poll(() => inspector.rows).toContain('Offer');
    const row = inspector.row('Offer');
    row.focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inspector.details.length).toBe(1);
    expect(row.getAttribute('aria-expanded')).toBe('true');
    const [details] = inspector.details;
    expect(details?.querySelector('.sdp')?.textContent).toBe(STORY_SDP);
    expect(details?.querySelector('b')).toBeNull();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => inspector.details.length).toBe(0);
  });

  it('is reached by one Tab and the arrow keys, and left by the next Tab', async () => {
    const inspector = await mountRecording(writeRecording(SUBJECT, callStory()));
    await expect.poll(() => inspector.rows).toContain('Offer');
    inspector.row('Joining').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(inspector.focused).toBe(inspector.row('Welcome'));
    await userEvent.keyboard('{End}');
    expect(inspector.focused).toBe(inspector.row('person-2 left'));
    await userEvent.keyboard('{ArrowDown}{Home}{ArrowUp}');
    expect(inspector.focused).toBe(inspector.row('Joining'));
    await userEvent.keyboard('{Tab}');
    expect(inspector.focused?.getAttribute('role')).toBe('region');
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(inspector.focused).toBe(inspector.row('Joining'));
  });

  it('says to a screen reader from whom to whom it leads', async () => {
    const inspector = await mountRecording(writeRecording(SUBJECT, callStory(), { redact: false }));
    await expect.poll(() => inspector.rows).toContain('Offer');
    await expect.element(page.getByRole('button', { name: /Offer This page to Mina Kim/ })).toBeInTheDocument();
  });
});

describe('saving', () => {
  const callThatIsRecorded = () => {
    const call = new FakeCall();
    vi.spyOn(call, 'record').mockImplementation(() => ({
      events: callStory(),
      stop: () => {},
      text: async (options) => writeRecording(SUBJECT, callStory(), options),
    }));
    return call;
  };

  it('leaves names and addresses out', async () => {
    await mount((element) => {
      element.call = callThatIsRecorded();
    });
    const text = await saved();
    expect(readRecording(text).header).toMatchObject({ redacted: true, room: null });
    expect(text).not.toContain('192.168.1.7');
    expect(text).not.toContain('Mina');
  });

  it('keeps them for who wants them', async () => {
    await mount((element) => {
      element.call = callThatIsRecorded();
    });
    await page.getByLabelText('Without names and addresses').click();
    const text = await saved();
    expect(readRecording(text)).toMatchObject({ header: { redacted: false, room: 'demo' }, events: callStory() });
  });

  it('gives no choice where they are gone already', async () => {
    const text = writeRecording(SUBJECT, callStory());
    await mountRecording(text);
    await expect.element(page.getByLabelText('Without names and addresses')).toBeDisabled();
    expect(await saved()).toBe(text);
  });
});

describe.each(['light', 'dark'])('in %s', (scheme) => {
  it.each(['ltr', 'rtl'])('has no fault that axe finds, written %s', async (direction) => {
    document.documentElement.lang = 'en';
    document.documentElement.style.colorScheme = scheme;
    document.documentElement.dir = direction;
    const inspector = await mountRecording(writeRecording(SUBJECT, callStory(), { redact: false }));
    await expect.poll(() => inspector.drawn).toBe(4);
    inspector.row('Offer').click();
    await expect.poll(() => inspector.details.length).toBe(1);
    const { violations } = await axe.run(inspector.element, {
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    });
    expect(
      violations.map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => html + failureSummary)]),
    ).toEqual([]);
  });
});

describe('in a narrow box', () => {
  it('is no wider than that', async () => {
    const inspector = await mountRecording(writeRecording(SUBJECT, callStory(), { redact: false }));
    inspector.element.style.inlineSize = '320px';
    await expect.poll(() => inspector.drawn).toBe(4);
    const section = inspector.dropZone;
    await expect.poll(() => section?.scrollWidth).toBe(320);
  });
});
