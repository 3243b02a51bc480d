import type { PreflightReport, StepResults } from '@rtc-call/client';
import { registerPanel, type RtcPreflightPanel } from '../src/elements/rtc-preflight/rtc-preflight-panel.ts';
import {
  ALL_WELL,
  FakePreflight,
  MUCH_AMISS,
  NO_RELAY,
  NO_SERVER,
  reportOf,
  UNDER_WAY,
} from '../src/testing/preflights.ts';

registerPanel();

/** The preflight as it is before it begins. */
function idle(): RtcPreflightPanel {
  const panel = document.createElement('rtc-preflight-panel');
  panel.style.padding = '16px';
  return panel;
}

const shown = (steps: StepResults, verdict: PreflightReport['verdict']) => () => {
  const panel = idle();
  panel.runPreflight = new FakePreflight(reportOf(steps, verdict)).run;
  panel.start = 'auto';
  return panel;
};

/** Every state of the preflight that is worth a look, made when it is asked for. */
export const preflights: Readonly<Record<string, () => RtcPreflightPanel>> = {
  'preflight-idle': idle,
  'preflight-running': shown(UNDER_WAY, 'running'),
  'preflight-well': shown(ALL_WELL, 'ready'),
  'preflight-amiss': shown(MUCH_AMISS, 'limited'),
  'preflight-no-relay': shown(NO_RELAY, 'limited'),
  'preflight-no-server': shown(NO_SERVER, 'blocked'),
};
