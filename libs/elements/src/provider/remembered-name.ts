const KEY = 'rtc-call:name';

// Storage can be missing, full or forbidden (a sandboxed frame, a browser's
// privacy setting); a name that is not remembered is no fault worth telling.

/** The name given in this browser the last time, or an empty string. */
export function recallName(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/** Keeps the name for the next time. */
export function rememberName(name: string): void {
  try {
    if (name) localStorage.setItem(KEY, name);
    else localStorage.removeItem(KEY);
  } catch {
    // See above.
  }
}
