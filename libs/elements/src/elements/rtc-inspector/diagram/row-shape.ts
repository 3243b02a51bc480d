import type { CallEvent } from '@rtc-call/client';
import type { RowShape } from './diagram.ts';
import { SELF, SERVER } from './lanes.ts';

/** How an event is drawn; null for what has no row: samples, and what another event says better. */
export function shapeOf(event: CallEvent, laneOf: (participantId: string) => number): RowShape | null {
  switch (event.type) {
    case 'phase':
    case 'omitted':
      return note(SELF);
    case 'source':
      return event.state === 'starting' ? null : note(SELF);
    case 'stream':
      return event.state === 'opening' ? arrow(SELF, SERVER) : arrow(SERVER, SELF);
    case 'participant':
      return note(laneOf(event.participantId));
    case 'signal': {
      const other = laneOf(event.participantId);
      return event.direction === 'sent' ? arrow(SELF, other) : arrow(other, SELF);
    }
    case 'link':
      // The first one leads as soon as it is made.
      return event.change === 'leads' && event.generation === 1 ? null : path(laneOf(event.participantId));
    case 'link-status':
      return event.status === 'connecting' ? null : path(laneOf(event.participantId));
    case 'connection':
      return connectionShape(event, laneOf(event.participantId));
    case 'candidate-error':
      return note(SELF);
    case 'pair':
      return event.pair.selected ? path(laneOf(event.participantId)) : null;
    case 'first-media':
      return arrow(laneOf(event.participantId), SELF);
    case 'report':
      return note(laneOf(event.participantId));
    case 'statistics':
      return null;
  }
}

function connectionShape(event: Extract<CallEvent, { type: 'connection' }>, other: number): RowShape | null {
  switch (event.part) {
    // The offers and answers show it.
    case 'signaling':
    // It sums up what ICE and DTLS say.
    case 'whole':
      return null;
    case 'gathering':
      return event.state === 'complete' ? note(SELF) : null;
    case 'ice':
      return ['checking', 'connected', 'disconnected', 'failed'].includes(event.state) ? path(other) : null;
    case 'dtls':
      return ['connected', 'failed'].includes(event.state) ? path(other) : null;
  }
}

function note(lane: number): RowShape {
  return { kind: 'note', lane };
}

function arrow(from: number, to: number): RowShape {
  return { kind: 'arrow', from, to };
}

function path(other: number): RowShape {
  return { kind: 'path', from: SELF, to: other };
}
