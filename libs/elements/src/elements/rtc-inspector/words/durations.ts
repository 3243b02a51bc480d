/** A duration for a person who compares some: `35 ms`, `1.24 s`, `12.3 s`, `2:05 min`, `1:02:05 h`. */
export function durationWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1_000).toFixed(2)} s`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${clock(ms)} ${ms < 3_600_000 ? 'min' : 'h'}`;
}

/** Since the beginning, in columns: `0.035`, `12.400`, `2:05.100`. */
export function sinceStartWords(ms: number): string {
  if (ms < 60_000) return (ms / 1_000).toFixed(3);
  return `${clock(ms)}.${String(Math.floor(ms % 1_000)).padStart(3, '0')}`;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}
