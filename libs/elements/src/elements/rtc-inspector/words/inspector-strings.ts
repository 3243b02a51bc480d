import type {
  CallEvent,
  CandidatePair,
  LinkStatus,
  RecordingFault,
  ReportCode,
  SourceKind,
  StreamReason,
} from '@rtc-call/client';

type EventOf<Type extends CallEvent['type']> = Extract<CallEvent, { type: Type }>;
type CandidateType = CandidatePair['local']['type'];

/** Every word of `<rtc-inspector>`. Give it another table by its `strings` property to translate it. */
export interface InspectorStrings {
  /** The language of these words (BCP 47), in which times and dates are written as well. */
  readonly locale: string;
  readonly title: string;
  /** While the inspector itself comes, and when it did not. */
  readonly loading: string;
  readonly notLoaded: string;
  readonly live: string;
  readonly recorded: (when: string) => string;
  readonly redacted: string;
  readonly events: (count: number) => string;
  readonly save: string;
  readonly withoutNames: string;
  readonly open: string;
  readonly backToCall: string;
  readonly nothing: string;
  readonly dropHere: string;
  /** What is wrong with a file. */
  readonly fault: (fault: RecordingFault) => string;

  readonly diagram: string;
  readonly everybody: string;
  readonly showOnly: string;
  readonly self: string;
  readonly server: string;
  /** Stands for somebody who gave no name. */
  readonly guest: string;
  readonly leftOut: (count: number) => string;
  readonly took: (duration: string) => string;
  readonly description: string;
  readonly event: string;

  readonly pairs: string;
  readonly noPairs: string;
  readonly pairWith: string;
  readonly localEnd: string;
  readonly remoteEnd: string;
  readonly pairState: string;
  readonly pairStates: Readonly<Record<CandidatePair['state'], string>>;
  readonly inUse: string;
  readonly link: (generation: number) => string;
  readonly hidden: string;

  readonly graphs: string;
  readonly noGraphs: string;
  readonly bitrate: string;
  readonly loss: string;
  readonly roundTrip: string;
  readonly frameRate: string;
  readonly sentTo: (name: string) => string;
  readonly unknown: string;

  readonly candidateTypes: Readonly<Record<CandidateType, string>>;
  readonly phase: Readonly<Record<EventOf<'phase'>['phase'], string>>;
  readonly reconnecting: string;
  readonly stream: Readonly<Record<EventOf<'stream'>['state'], string>>;
  /** Why a stream was refused or lost, where nothing else was said of it. */
  readonly streamReason: Readonly<Record<StreamReason['code'], string>>;
  readonly resuming: string;
  readonly participant: Readonly<Record<EventOf<'participant'>['change'], (name: string) => string>>;
  readonly source: (kind: SourceKind, state: EventOf<'source'>['state']) => string;
  readonly offer: string;
  readonly answer: string;
  readonly candidate: (kind: string) => string;
  readonly endOfCandidates: string;
  readonly greeting: string;
  readonly linkChange: Readonly<Record<EventOf<'link'>['change'], (generation: number) => string>>;
  readonly linkStatus: Readonly<Record<LinkStatus, string>>;
  readonly gathered: string;
  readonly ice: (state: string) => string;
  readonly dtls: (state: string) => string;
  readonly candidateError: (url: string, text: string) => string;
  readonly pairChosen: (local: string, remote: string) => string;
  readonly firstMedia: Readonly<Record<'audio' | 'video', Readonly<Record<'received' | 'decoded', string>>>>;
  /** What went wrong and does not end the call; what the browser says of it stands after it. */
  readonly report: Readonly<Record<ReportCode, string>>;
  readonly omitted: (count: number) => string;
  /** For screen readers: from whom to whom a row leads. */
  readonly fromTo: (from: string, to: string) => string;
}
