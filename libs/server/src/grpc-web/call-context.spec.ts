import { describe, expect, it, vi } from 'vitest';
import { CallContext } from './call-context.ts';
import { EchoService } from './testing/echo-service.ts';

function contextOf(onFault = vi.fn()) {
  const [method] = EchoService.methods;
  if (method === undefined) throw new Error('The test service has methods.');
  return new CallContext({
    method,
    headers: {},
    peer: '192.0.2.7:50000',
    deadline: 1_000,
    sendResponseHeaders: () => {},
    onFault,
  });
}

describe('CallContext', () => {
  it('calls each callback once, when it is cancelled', () => {
    const context = contextOf();
    const callback = vi.fn();
    context.onCancel(callback);
    expect([context.cancelled, callback.mock.calls.length]).toEqual([false, 0]);
    context.cancel();
    context.cancel();
    expect([context.cancelled, callback.mock.calls.length]).toEqual([true, 1]);
  });

  it('does not call a callback that was removed', () => {
    const context = contextOf();
    const callback = vi.fn();
    context.onCancel(callback)();
    context.cancel();
    expect(callback).not.toHaveBeenCalled();
  });

  it('calls all callbacks, though one removes itself and one throws', () => {
    const onFault = vi.fn();
    const context = contextOf(onFault);
    const last = vi.fn();
    const remove = context.onCancel(() => remove());
    context.onCancel(() => {
      throw new Error('from a callback');
    });
    context.onCancel(last);
    context.cancel();
    expect(last).toHaveBeenCalledTimes(1);
    expect(onFault).toHaveBeenCalledWith(new Error('from a callback'));
  });

  it('calls a callback that comes after the cancellation, unless it is removed at once', async () => {
    const context = contextOf();
    context.cancel();
    const late = vi.fn();
    const removed = vi.fn();
    context.onCancel(late);
    context.onCancel(removed)();
    expect(late).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(late).toHaveBeenCalledTimes(1);
    expect(removed).not.toHaveBeenCalled();
  });
});
