import type { CallEvent } from '@rtc-call/client';

/** What an event begins, and what it completes, by names that are equal for the same thing. */
interface Span {
  readonly begins?: string;
  readonly completes?: string;
}

/** Reckons for each event, told in order, how long what it completes has taken. */
export class Completions {
  readonly #begun = new Map<string, number>();

  /** In milliseconds; null for an event that completes nothing, or nothing whose beginning is known. */
  take(event: CallEvent): number | null {
    const { begins, completes } = spanOf(event);
    const since = completes === undefined ? undefined : this.#begun.get(completes);
    if (begins !== undefined) this.#begun.set(begins, event.at);
    return since === undefined ? null : event.at - since;
  }
}

function spanOf(event: CallEvent): Span {
  switch (event.type) {
    case 'phase':
      if (event.phase === 'joining') return { begins: 'joining' };
      // Only the first `joined` is an end of joining; the others come and go with the server.
      return event.phase === 'joined' && event.connection === 'online' ? { completes: 'joining' } : {};
    case 'stream':
      return event.state === 'opening' ? { begins: 'stream' } : event.state === 'lost' ? {} : { completes: 'stream' };
    case 'signal': {
      const { content, direction, negotiationId } = event;
      const asked = direction === 'sent' ? 'own' : 'other';
      const answered = direction === 'sent' ? 'other' : 'own';
      if (content.kind === 'offer') return { begins: `${linkOf(event)} ${asked} ${negotiationId}` };
      return content.kind === 'answer' ? { completes: `${linkOf(event)} ${answered} ${negotiationId}` } : {};
    }
    case 'link':
      return event.change === 'made'
        ? { begins: linkOf(event) }
        : event.change === 'leads'
          ? { completes: linkOf(event) }
          : {};
    case 'connection': {
      const name = `${linkOf(event)} ${event.part}`;
      if (BEGINNINGS.has(event.state)) return { begins: name };
      return ENDS.has(event.state) ? { completes: name } : {};
    }
    case 'first-media':
      return { completes: linkOf(event) };
    default:
      return {};
  }
}

const BEGINNINGS: ReadonlySet<string> = new Set(['gathering', 'checking', 'connecting']);
const ENDS: ReadonlySet<string> = new Set(['complete', 'connected']);

function linkOf({ participantId, generation }: { participantId: string; generation: number }): string {
  return `link ${participantId} ${generation}`;
}
