import type { NegotiationFailure } from '../negotiation/negotiation-failure.ts';
import type { SourceKind } from './snapshot.ts';

/** Something that went wrong inside a call and does not end it: for whoever develops the page, not for who uses it. */
export type CallReport = { readonly participantId: string } & (
  | { readonly type: 'negotiation'; readonly failure: NegotiationFailure }
  /** The browser would not send a track over a link; the one before it is still sent. */
  | { readonly type: 'track-refused'; readonly kind: SourceKind; readonly error: unknown }
  /** Something threw where a link was made or a signal was dealt with. The link is tried anew; nobody else is concerned. */
  | { readonly type: 'fault'; readonly error: unknown }
);

/** A report as a line of text. */
export function describeReport(report: CallReport): string {
  const link = `The link to participant ${report.participantId}`;
  switch (report.type) {
    case 'negotiation': {
      const { reason, negotiationId, message } = report.failure;
      return `${link}: ${reason} in negotiation ${negotiationId} (${message})`;
    }
    case 'track-refused':
      return `${link} did not take the track of the ${report.kind}: ${String(report.error)}`;
    case 'fault':
      return `${link} could not be made or told of: ${String(report.error)}`;
  }
}
