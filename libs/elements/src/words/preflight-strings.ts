import type {
  DeviceFault,
  DeviceFigures,
  DeviceWarning,
  PathStep,
  PreflightStep,
  PreflightVerdict,
  SignalingFault,
  SignalingFigures,
  SignalingWarning,
  SkipReason,
  SourceKind,
  StepResult,
  StunFault,
  StunFigures,
  TurnFault,
  TurnFigures,
  TurnStep,
  TurnWarning,
} from '@rtc-call/client';

/** What something means, and what can be done about it. */
export interface Advice {
  readonly meaning: string;
  /** What the guest can do. */
  readonly guest?: string;
  /** What whoever runs the call server, or the page, can do. */
  readonly operator?: string;
}

/** Every word of the preflight. `Strings.preflight` replaces some or all of them. */
export interface PreflightStrings {
  readonly title: string;
  /** What the check does and takes, before it begins. */
  readonly intro: string;
  readonly start: string;
  readonly startAgain: string;
  readonly stop: string;
  readonly copy: string;
  readonly copied: string;
  /** Where the page may not write to the clipboard: the text is selected then. */
  readonly copyByHand: string;
  /** The label of that text. */
  readonly asText: string;
  readonly steps: Readonly<Record<PreflightStep, string>>;
  readonly states: Readonly<Record<StepResult<PreflightStep>['name'], string>>;
  readonly verdicts: Readonly<Record<PreflightVerdict, string>>;
  /** The label of what is for whoever runs the server. */
  readonly forOperator: string;
  readonly figures: {
    readonly device: (figures: DeviceFigures) => string;
    readonly signaling: (figures: SignalingFigures) => string;
    readonly stun: (figures: StunFigures) => string;
    readonly turn: (figures: TurnFigures) => string;
  };
  readonly works: Readonly<Record<PreflightStep, string>>;
  readonly deviceWarned: Readonly<Record<DeviceWarning, (kind: SourceKind) => Advice>>;
  readonly deviceFailed: Readonly<Record<DeviceFault, (kind: SourceKind) => Advice>>;
  readonly signalingWarned: Readonly<Record<SignalingWarning, Advice>>;
  readonly signalingFailed: Readonly<Record<SignalingFault, Advice>>;
  readonly stunFailed: Readonly<Record<StunFault, Advice>>;
  readonly turnWarned: Readonly<Record<TurnWarning, Advice>>;
  readonly turnFailed: Readonly<Record<Exclude<TurnFault, 'no-answer'>, Advice>>;
  readonly turnSilent: Readonly<Record<TurnStep, Advice>>;
  readonly notConfigured: Readonly<Record<PathStep, Advice>>;
  readonly skipped: Readonly<Record<SkipReason, string>>;
  /** Read out when a step is over. */
  readonly announce: (step: string, state: string) => string;
  /** The lines before the steps in the text that is copied. */
  readonly textHead: (server: string, at: Date, browser: string) => readonly string[];
  /** What stands before the operator's advice there. */
  readonly textOperator: (advice: string) => string;
}
