import type { MessageFault, SignalingMethod } from './fault-plan.ts';

/** A message on its way. */
export interface Journey {
  readonly client: string;
  readonly what: 'request' | 'answer' | 'event';
  readonly method: SignalingMethod;
}

/** The faults that wait for a message to strike. */
export class ArmedFaults {
  readonly #armed: MessageFault[] = [];

  get size(): number {
    return this.#armed.length;
  }

  arm(fault: MessageFault): void {
    this.#armed.push(fault);
  }

  /** The fault that strikes this message, which is armed no more; null when none does. */
  take(journey: Journey): MessageFault | null {
    const index = this.#armed.findIndex((fault) => fits(fault, journey));
    return index < 0 ? null : (this.#armed.splice(index, 1)[0] ?? null);
  }

  /** Spares every message from now on. */
  clear(): void {
    this.#armed.splice(0);
  }
}

function fits(fault: MessageFault, { client, what, method }: Journey): boolean {
  if (fault.client !== client || (fault.method !== undefined && fault.method !== method)) return false;
  return fault.kind === 'repeat' ? what === 'request' : fault.what === what;
}
