import { CallError, type CallErrorCode } from '@rtc-call/client';
import { describe, expect, it } from 'vitest';
import { errorWords } from './error-words.ts';
import { ENGLISH } from './strings.ts';

const told = (code: CallErrorCode, message = 'The message.') => errorWords(new CallError(code, message), ENGLISH);

describe('an error in words', () => {
  it('gives its own message to the guest where it is meant for one', () => {
    expect(told('room-full', 'Six people are in it.')).toEqual({
      title: 'The room is full',
      text: ['Six people are in it.', 'Try again when somebody has left.'],
      details: null,
      retry: 'Try again',
    });
  });

  it('keeps apart what is meant for whoever runs the server', () => {
    expect(told('server-unreachable', 'https://call.example does not answer. Check that it is running.')).toEqual({
      title: 'The server does not answer',
      text: ['Check your connection, then try again.'],
      details: 'Details: https://call.example does not answer. Check that it is running.',
      retry: 'Try again',
    });
  });

  it('says of a call that goes on elsewhere where it does, and how to take part here', () => {
    expect(told('superseded', 'Another page goes on as this participant.')).toEqual({
      title: 'This call goes on in another tab or window',
      text: ['You are in it there. Rejoin to take part from here as well.'],
      details: null,
      retry: 'Rejoin',
    });
  });

  it('says why nobody can join while the rooms are out of reach', () => {
    const { title, text, retry } = told('store-unavailable');
    expect([title, ...text].join(' ')).toMatch(/Nobody can join.*cannot get at its rooms.*Try again/);
    expect(retry).toBe('Try again');
  });

  it('offers no second try where it cannot help', () => {
    expect(told('unsupported-browser').retry).toBeNull();
  });

  it.each(Object.keys(ENGLISH.errorTitle) as CallErrorCode[])('leaves nobody without a sentence: %s', (code) => {
    expect(told(code).text).not.toEqual([]);
  });
});
