import type { CallEvent } from '@rtc-call/client';
import type { InspectorStrings } from './inspector-strings.ts';

type SignalContent = Extract<CallEvent, { type: 'signal' }>['content'];

/** What happened, in a few words. `nameOf`: what a participant is called. */
export function eventWords(
  event: CallEvent,
  nameOf: (participantId: string) => string,
  words: InspectorStrings,
): string {
  const text = happeningWords(event, nameOf, words);
  // What is about a link that replaces another says so; `link` events name theirs anyway.
  const isOfLater = 'generation' in event && event.generation > 1 && event.type !== 'link';
  return isOfLater ? `${text} · ${words.link(event.generation)}` : text;
}

function happeningWords(event: CallEvent, nameOf: (participantId: string) => string, words: InspectorStrings): string {
  switch (event.type) {
    case 'phase':
      if (event.connection === 'reconnecting') return words.reconnecting;
      return withReason(words.phase[event.phase], event.error?.message ?? null);
    case 'stream':
      if (event.state === 'opening' && event.resuming) return words.resuming;
      return withReason(
        words.stream[event.state],
        event.reason && (event.reason.message ?? words.streamReason[event.reason.code]),
      );
    case 'participant':
      return words.participant[event.change](isolated(event.displayName || words.guest));
    case 'source':
      return withReason(words.source(event.kind, event.state), event.reason);
    case 'signal':
      return signalWords(event.content, words);
    case 'link':
      return words.linkChange[event.change](event.generation);
    case 'link-status':
      return `${words.linkStatus[event.status]} · ${isolated(nameOf(event.participantId))}`;
    case 'connection':
      if (event.part === 'gathering') return words.gathered;
      return event.part === 'dtls' ? words.dtls(event.state) : words.ice(event.state);
    case 'candidate-error':
      return words.candidateError(event.url, `${event.code} ${event.text}`.trim());
    case 'pair':
      return words.pairChosen(endWords(event.pair.local, words), endWords(event.pair.remote, words));
    case 'first-media':
      return words.firstMedia[event.media][event.step];
    case 'report':
      return withReason(words.report[event.code], event.message || null);
    case 'omitted':
      return words.omitted(event.count);
    case 'statistics':
      return '';
  }
}

function signalWords(content: SignalContent, words: InspectorStrings): string {
  switch (content.kind) {
    case 'offer':
      return words.offer;
    case 'answer':
      return words.answer;
    case 'candidate':
      return words.candidate(endWords(content.candidate, words));
    case 'end-of-candidates':
      return words.endOfCandidates;
    case 'greeting':
      return words.greeting;
  }
}

interface CandidateEnd {
  readonly type: keyof InspectorStrings['candidateTypes'] | null;
  readonly protocol: string | null;
  readonly relayProtocol?: string | null;
}

/** The type of a candidate, and over what: `host UDP`. */
export function endWords({ type, protocol, relayProtocol }: CandidateEnd, words: InspectorStrings): string {
  if (type === null) return words.unknown;
  return `${words.candidateTypes[type]} ${(relayProtocol ?? protocol ?? '').toUpperCase()}`.trim();
}

function withReason(text: string, reason: string | null): string {
  return reason === null ? text : `${text}: ${reason}`;
}

/** A name in a sentence of another script, which it leaves as it is (Unicode, UAX #9: FSI and PDI). */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
