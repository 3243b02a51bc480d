import { expect, test } from 'vitest';
import { LightEventTarget } from './light-event-target.ts';

test('listeners are told in order, of their own kind of event', () => {
  const target = new LightEventTarget();
  const told: string[] = [];
  target.addEventListener('open', () => told.push('first'));
  target.addEventListener('open', () => told.push('second'));
  target.addEventListener('close', () => told.push('other'));
  target.dispatchEvent({ type: 'open' });
  expect(told).toEqual(['first', 'second']);
});

test('one that was removed, or whose signal is aborted, is told nothing more', () => {
  const target = new LightEventTarget();
  const told: string[] = [];
  const removed = () => told.push('removed');
  const { signal, abort } = controlled();
  target.addEventListener('open', removed);
  target.addEventListener('open', () => told.push('aborted'), { signal });
  target.addEventListener('open', () => told.push('left'));
  target.removeEventListener('open', removed);
  target.dispatchEvent({ type: 'open' });
  abort();
  target.dispatchEvent({ type: 'open' });
  expect(told).toEqual(['aborted', 'left', 'left']);
});

function controlled(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
