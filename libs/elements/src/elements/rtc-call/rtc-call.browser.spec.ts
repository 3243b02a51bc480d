import { CallError, DISPLAY_NAME_LENGTH } from '@rtc-call/client';
import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallHarness } from '../../testing/call-harness.ts';
import { FakeCall } from '../../testing/fake-call.ts';
import { pictureTrack } from '../../testing/pictures.ts';
import { JOINING, joinedWith, participant, RETURNING, source } from '../../testing/snapshots.ts';

const mina = participant('1', 'Mina');
const full = new CallError('room-full', 'The room has 6 participants, as many as it admits.', { retryable: true });

describe('<rtc-call>', () => {
  it('leads from the lobby into the room, out of it and back', async () => {
    const harness = await CallHarness.mount();
    await userEvent.click(page.getByRole('button', { name: /^Join/ }));
    await harness.show(joinedWith(mina));
    await userEvent.click(page.getByRole('button', { name: 'Leave' }));
    await harness.show({ phase: { name: 'left' }, participants: [] });
    await userEvent.click(page.getByRole('button', { name: 'Rejoin' }));
    expect(harness.call.commands).toEqual([['join'], ['leave'], ['join']]);
  });

  it('comes back with what was on', async () => {
    const harness = await CallHarness.mount();
    const camera = source('camera', { name: 'live', track: pictureTrack('#000') });
    await harness.show({ ...joinedWith(mina), camera });
    await harness.show({ phase: { name: 'left' }, camera: source('camera', { name: 'off' }) });
    await userEvent.click(page.getByRole('button', { name: 'Rejoin' }));
    expect(harness.call.commands).toEqual([['turnOn', 'camera'], ['join']]);
  });

  it('never loses the focus of who works by keyboard', async () => {
    const harness = await CallHarness.mount();
    const label = () => harness.focused?.getAttribute('aria-label') ?? harness.focused?.textContent?.trim();
    await userEvent.click(page.getByRole('button', { name: /^Join/ }));
    await harness.show({ phase: JOINING });
    await harness.show(joinedWith(mina));
    await expect.poll(label).toBe('Turn microphone on');
    await harness.show({ phase: { name: 'left' } });
    await expect.poll(label).toBe('Rejoin');
    await harness.show({ phase: { name: 'failed', error: full } });
    await expect.poll(label).toBe('Try again');
    await harness.show({ phase: JOINING });
    await expect.poll(label).toBe('Joining…');
    await harness.show({ phase: { name: 'left' } });
    await expect.poll(label).toBe('Rejoin');
  });

  it('leaves the focus with what the page has put inside and is still there', async () => {
    const harness = await CallHarness.mount('<button>Mine</button><rtc-left></rtc-left>');
    await harness.show(joinedWith(mina));
    harness.element.querySelector('button')?.focus();
    await harness.show({ phase: { name: 'left' } });
    expect(harness.focused?.textContent).toBe('Mine');
  });

  it('comes back with what was on when a fault ended the call', async () => {
    const harness = await CallHarness.mount();
    const camera = source('camera', { name: 'live', track: pictureTrack('#000') });
    await harness.show({ ...joinedWith(mina), camera });
    await harness.show({ phase: { name: 'failed', error: new CallError('connection-lost', 'It broke.') } });
    await harness.show({ camera: source('camera', { name: 'off' }) });
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    expect(harness.call.commands).toEqual([['turnOn', 'camera'], ['join']]);
  });

  it('comes back after a reload to the call’s own frame, with no lobby and no question', async () => {
    const harness = await CallHarness.mount('', ({ element, call }) => {
      element.prompt = 'auto';
      call.set({ phase: RETURNING });
    });
    await expect.element(page.getByText('Coming back to the call…')).toBeVisible();
    expect(harness.all('rtc-lobby')).toEqual([]);
    expect(harness.tiles).toEqual([]);
    expect(harness.call.commands).toEqual([]);
    expect(harness.element.getAttribute('phase')).toBe('returning');
    const [controls] = harness.all('rtc-controls');
    const before = controls?.getBoundingClientRect();
    await harness.show(joinedWith(mina));
    await expect.element(page.getByText('Coming back to the call…')).not.toBeInTheDocument();
    expect(harness.all('rtc-controls')).toEqual([controls]);
    expect(controls?.getBoundingClientRect()).toEqual(before);
  });

  it('lets one give up coming back, by keyboard, and keeps the focus through it all', async () => {
    const harness = await CallHarness.mount('', ({ call }) => call.set({ phase: RETURNING }));
    const label = () => harness.focused?.getAttribute('aria-label') ?? harness.focused?.textContent?.trim();
    for (let step = 0; step < 3; step += 1) await userEvent.tab();
    expect(label()).toBe('Leave');
    await harness.show(joinedWith(mina));
    expect(label()).toBe('Leave');
    await harness.show({ phase: RETURNING, participants: [] });
    await userEvent.keyboard('{Enter}');
    expect(harness.call.commands).toEqual([['leave']]);
    await harness.show({ phase: { name: 'left' } });
    await expect.poll(label).toBe('Rejoin');
  });

  it('tells why one could not come back, and tries again', async () => {
    const harness = await CallHarness.mount('', ({ call }) => call.set({ phase: RETURNING }));
    harness.microphoneButton.focus();
    await harness.show({ phase: { name: 'failed', error: full } });
    await expect.poll(() => harness.focused?.textContent?.trim()).toBe('Try again');
    await userEvent.keyboard('{Enter}');
    expect(harness.call.commands).toEqual([['join']]);
  });

  it('comes back by reload also in a layout of the page’s own', async () => {
    const inside = '<rtc-lobby></rtc-lobby><rtc-grid></rtc-grid><rtc-controls></rtc-controls>';
    await CallHarness.mount(inside, ({ call }) => call.set({ phase: RETURNING }));
    await expect.element(page.getByText('Coming back to the call…')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Leave' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: /^Join/ })).not.toBeInTheDocument();
  });

  it('does not take the focus from the rest of the page', async () => {
    const harness = await CallHarness.mount();
    const elsewhere = document.createElement('button');
    document.body.append(elsewhere);
    elsewhere.focus();
    await harness.show(joinedWith(mina));
    await harness.show({ phase: { name: 'left' } });
    expect(document.activeElement).toBe(elsewhere);
  });

  it('tells the page what happens', async () => {
    const harness = await CallHarness.mount();
    const told: Event[] = [];
    for (const type of ['rtc-call-joined', 'rtc-call-left', 'rtc-call-error'] as const) {
      document.body.addEventListener(type, (event) => told.push(event), { once: true });
    }
    await harness.show(joinedWith());
    await harness.show(joinedWith(mina));
    await harness.show({ phase: { name: 'left' } });
    await harness.show({ phase: { name: 'failed', error: full } });
    expect(told.map((event) => event.type)).toEqual(['rtc-call-joined', 'rtc-call-left', 'rtc-call-error']);
    expect(told[0]).toMatchObject({ room: 'Weekly', selfId: 'p-self', composed: true });
    expect(told[2]).toMatchObject({ error: full });
  });

  it('announces who comes and goes', async () => {
    const harness = await CallHarness.mount();
    const log = () => page.getByRole('log').element().textContent;
    await harness.show(joinedWith());
    await harness.show(joinedWith(mina));
    expect(log()).toBe('Mina joined.');
    await harness.show(joinedWith());
    expect(log()).toBe('Mina left.');
  });

  it.each([
    ['left', { name: 'left' }],
    ['failed', { name: 'failed', error: full }],
    ['joining', JOINING],
  ] as const)('leaves no words of the room on the screen after it: %s', async (_name, phase) => {
    const harness = await CallHarness.mount();
    const log = () => page.getByRole('log').element().textContent;
    await harness.show(joinedWith());
    await harness.show(joinedWith(mina));
    expect(log()).toBe('Mina joined.');
    await harness.show({ phase, participants: [] });
    expect(log()).toBe('');
  });

  it('says what is wrong and what to do, and tries again', async () => {
    const harness = await CallHarness.mount();
    await harness.show({ phase: { name: 'failed', error: full } });
    await expect
      .element(page.getByRole('alert').getByText('The room has 6 participants', { exact: false }))
      .toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    expect(harness.call.commands).toEqual([['join']]);
  });

  it('speaks to the guest of a server that is down, and to its operator in small print', async () => {
    const harness = await CallHarness.mount();
    const error = new CallError(
      'server-unreachable',
      'https://call.example does not answer. Check that it is running.',
    );
    await harness.show({ phase: { name: 'failed', error } });
    const alert = page.getByRole('alert');
    await expect.element(alert.getByText('Check your connection, then try again.')).toBeVisible();
    const details = alert.getByText(`Details: ${error.message}`).element();
    const button = page.getByRole('button', { name: 'Try again' }).element();
    expect(details.getBoundingClientRect().top).toBeGreaterThan(button.getBoundingClientRect().bottom);
    expect(Number.parseFloat(getComputedStyle(details).fontSize)).toBeLessThan(15);
  });

  it('offers no second try where it cannot help', async () => {
    const harness = await CallHarness.mount();
    await harness.show({ phase: { name: 'failed', error: new CallError('unsupported-browser', 'No WebRTC here.') } });
    await expect.element(page.getByRole('alert').getByText('No WebRTC here.')).toBeVisible();
    expect(page.getByRole('button').elements()).toEqual([]);
  });

  it('says in words that a room is missing, and refuses to join', async () => {
    const element = document.createElement('rtc-call');
    document.body.replaceChildren(element);
    await expect.element(page.getByRole('alert').getByText('This call has no room.', { exact: false })).toBeVisible();
    await expect(element.join()).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('says in words that a room cannot have this name, and recovers with another', async () => {
    const element = document.createElement('rtc-call');
    element.prompt = 'manual';
    element.room = 'no spaces, please';
    document.body.replaceChildren(element);
    await expect.element(page.getByRole('alert').getByText('no spaces, please', { exact: false })).toBeVisible();
    element.room = 'fine';
    await expect.element(page.getByRole('heading', { name: 'fine' })).toBeVisible();
  });

  it('takes back a name that the page takes back', async () => {
    const harness = await CallHarness.mount('', ({ element }) => element.setAttribute('name', 'Ada'));
    harness.element.removeAttribute('name');
    await harness.rendered();
    expect(harness.call.commands.at(-1)).toEqual(['setDisplayName', '']);
  });

  it('says in words that a name is too long, keeps the one before, and goes on', async () => {
    const harness = await CallHarness.mount();
    await harness.show(joinedWith(mina));
    const status = () => page.getByRole('status').element().textContent.trim();
    const tooLong = 'A'.repeat(DISPLAY_NAME_LENGTH + 1);
    harness.element.name = tooLong;
    await expect.poll(status).toContain('at most 80 characters');
    expect(harness.element.snapshot).toMatchObject({ displayName: 'Ada Okafor', phase: { name: 'joined' } });
    await userEvent.click(page.getByRole('button', { name: 'Dismiss' }));
    await expect.poll(status).toBe('');
    harness.element.name = `${tooLong}A`;
    await expect.poll(status).toContain('at most 80 characters');
    harness.element.name = 'Ada';
    await expect.poll(status).toBe('');
    expect(harness.element.snapshot.displayName).toBe('Ada');
  });

  it('recovers from a name that it could not begin with', async () => {
    const element = document.createElement('rtc-call');
    element.prompt = 'manual';
    element.room = 'fine';
    element.name = 'A'.repeat(DISPLAY_NAME_LENGTH + 1);
    document.body.replaceChildren(element);
    await expect.element(page.getByRole('alert').getByText('at most 80', { exact: false })).toBeVisible();
    element.name = 'Ada';
    await expect.element(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Ada');
  });

  it('refuses to join while it is not on the page, in words', async () => {
    const element = document.createElement('rtc-call');
    element.room = 'fine';
    await expect(element.join()).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('not on the page'),
    });
  });

  it('shows another call when it is given one, and forgets the first', async () => {
    const harness = await CallHarness.mount();
    await harness.show(joinedWith(mina));
    const left = vi.fn();
    harness.element.addEventListener('rtc-call-left', left);
    harness.element.call = new FakeCall({ room: 'Other' });
    await expect.element(page.getByRole('heading', { name: 'Other' })).toBeVisible();
    expect(left).toHaveBeenCalledOnce();
    expect(harness.call.followers).toBe(0);
    expect(harness.call.commands).toEqual([]);
  });

  it('goes on when it is moved, and lets go when it is removed', async () => {
    const harness = await CallHarness.mount();
    await harness.show(joinedWith(mina));
    document.body.append(document.createElement('div'));
    document.body.lastElementChild?.append(harness.element);
    await harness.rendered();
    expect(harness.element.snapshot.phase.name).toBe('joined');
    expect(harness.call.followers).toBe(1);
    harness.element.remove();
    await Promise.resolve();
    expect(harness.call.followers).toBe(0);
    document.body.append(harness.element);
    await harness.rendered();
    expect(harness.element.snapshot.phase.name).toBe('joined');
  });

  it('gives way to a layout of the page’s own, but not to a line break', async () => {
    const harness = await CallHarness.mount('\n  <rtc-leave-button></rtc-leave-button>\n');
    await harness.show(joinedWith(mina));
    expect(harness.all('rtc-grid')).toEqual([]);
    await userEvent.click(page.getByRole('button', { name: 'Leave' }));
    expect(harness.call.commands).toEqual([['leave']]);
    harness.element.innerHTML = '\n';
    await expect.poll(() => harness.all('rtc-grid').length).toBe(1);
  });

  it('lets a page refuse a request', async () => {
    const harness = await CallHarness.mount();
    await harness.show(joinedWith(mina));
    harness.element.addEventListener('rtc-request-leave', (event) => event.preventDefault(), { capture: true });
    await userEvent.click(page.getByRole('button', { name: 'Leave' }));
    expect(harness.call.commands).toEqual([]);
  });

  it('speaks in other words when it is given some', async () => {
    const harness = await CallHarness.mount('', ({ element }) => {
      element.strings = { yourName: '이름' };
    });
    await expect.element(page.getByRole('textbox', { name: '이름' })).toBeVisible();
    await harness.show({ phase: { name: 'left' } });
    await expect.element(page.getByRole('button', { name: 'Rejoin' })).toBeVisible();
  });
});
