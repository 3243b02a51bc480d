import { describe, expect, it } from 'vitest';
import { fulfil, requestNames } from './request-map.ts';
import { CallRequestEvent, type CallRequests, type RequestName } from './requests/call-request-event.ts';
import { type Command, FakeCall } from './testing/fake-call.ts';

type Row = { [N in RequestName]: { request: N; detail: CallRequests[N]; command: Command } }[RequestName];

const rows: readonly Row[] = [
  { request: 'join', detail: undefined, command: ['join'] },
  { request: 'leave', detail: undefined, command: ['leave'] },
  { request: 'set-display-name', detail: '박지원', command: ['setDisplayName', '박지원'] },
  { request: 'turn-on', detail: 'camera', command: ['turnOn', 'camera'] },
  { request: 'turn-off', detail: 'microphone', command: ['turnOff', 'microphone'] },
  {
    request: 'choose-device',
    detail: { kind: 'camera', deviceId: 'desk' },
    command: ['chooseDevice', 'camera', 'desk'],
  },
  {
    request: 'choose-device',
    detail: { kind: 'microphone', deviceId: null },
    command: ['chooseDevice', 'microphone', null],
  },
];

describe('the request map', () => {
  it.each(rows)('$request → $command', async ({ request, detail, command }) => {
    const call = new FakeCall();
    await fulfil(call, new CallRequestEvent<RequestName>(request, detail));
    expect(call.commands).toEqual([command]);
  });

  it('has a row here for each request', () => {
    expect(new Set(rows.map(({ request }) => request))).toEqual(new Set(requestNames));
  });
});
