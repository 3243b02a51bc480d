import type { CallSnapshot, SourceKind } from '@rtc-call/client';
import { CallRequestEvent } from '../requests/call-request-event.ts';
import { screenOf } from '../screen/screen.ts';

/** One key each, and only while the focus is inside the call (WCAG 2.1.4). */
const KEYS: Readonly<Record<string, SourceKind>> = { m: 'microphone', v: 'camera' };

/** What a key press asks for; null when it is none of ours, or is typed into a field. */
export function shortcutRequest(event: KeyboardEvent, snapshot: CallSnapshot): CallRequestEvent | null {
  const kind = KEYS[event.key.toLowerCase()];
  if (!kind || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return null;
  const { name } = snapshot[kind].state;
  if (screenOf(snapshot.phase) !== 'call' || name === 'starting') return null;
  return new CallRequestEvent(name === 'live' ? 'turn-off' : 'turn-on', kind);
}

function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select');
}
