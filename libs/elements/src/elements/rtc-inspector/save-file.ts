/** Lets the browser save a text as a file, as if a link to it had been clicked. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/jsonl' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // A browser begins to read it at once; what it has not taken by then it never will.
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

const REVOKE_AFTER_MS = 60_000;

/** What a recording is called: when it was saved, by the clock on the wall. */
export function recordingName(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `rtc-call-${day}-${two(at.getHours())}${two(at.getMinutes())}.jsonl`;
}
