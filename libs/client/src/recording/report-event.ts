import type { CallReport } from '../call/call-report.ts';
import type { ReportCode, ReportEvent } from './call-event.ts';

/** A report as an event. */
export function reportEvent(report: CallReport): ReportEvent {
  const message = report.type === 'negotiation' ? report.failure.message : String(report.error);
  return { type: 'report', participantId: report.participantId, code: codeOf(report), message };
}

function codeOf(report: CallReport): ReportCode {
  if (report.type === 'negotiation') return report.failure.reason;
  return report.type === 'track-refused' ? `${report.kind}-refused` : 'fault';
}
