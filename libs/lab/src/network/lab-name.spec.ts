import { expect, it } from 'vitest';
import { leftBehind, newLabName, ofLab } from './lab-name.ts';

it('says whose a lab is, and is another one each time', () => {
  const [one, other] = [newLabName(), newLabName()];
  expect(one).not.toBe(other);
  expect(ofLab(one, [`${one}-west`, `${other}-west`, 'somebody-elses'])).toEqual([`${one}-west`]);
  expect(leftBehind([`${one}-west`])).toEqual([]);
});

it('tells what is left behind by who is gone, also when another process has the same id', () => {
  const names = [
    'rtclab-7-100-1-west',
    'rtclab-8-100-1-west',
    'rtclab-8-100-1-east',
    'rtclab-9-100-2-west',
    'other-7-1-1-a',
  ];
  const running: Readonly<Record<number, string>> = { 7: '100', 8: '200' };
  expect(leftBehind(names, (pid) => running[pid] ?? null)).toEqual(['rtclab-8-100-1', 'rtclab-9-100-2']);
});
