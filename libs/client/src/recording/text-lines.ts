/** A line of a text, from 1 on; `isLast` where no other one follows. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
  readonly isLast: boolean;
}

/** The lines of a text one by one, so that nothing is made of those that are not asked for. */
export function* linesOf(text: string): Generator<TextLine, undefined> {
  // Some editors begin a file with a byte order mark.
  let from = text.startsWith('\uFEFF') ? 1 : 0;
  for (let number = 1; ; number += 1) {
    const end = text.indexOf('\n', from);
    yield { number, text: text.slice(from, end === -1 ? text.length : end), isLast: end === -1 };
    if (end === -1) return;
    from = end + 1;
  }
}
