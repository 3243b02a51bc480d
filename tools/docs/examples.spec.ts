import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const GUIDE = new URL('../../docs/testing.md', import.meta.url);

/** A text's lines without their indentation, which differs between a guide and a test. */
function linesOf(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

test('the examples of the guide to testing are tests that run, word for word', () => {
  const guide = readFileSync(GUIDE, 'utf8');
  const specs = Array.from(guide.matchAll(/\]\((\S+\.spec\.ts)\)/g), ([, path = '']) =>
    linesOf(readFileSync(new URL(path, GUIDE), 'utf8')),
  );
  const examples = Array.from(guide.matchAll(/```ts\n([^]*?)```/g), ([, code = '']) => code);
  expect(specs).toHaveLength(2);
  expect(examples).toHaveLength(3);
  for (const example of examples) {
    // Imports differ: the tests are inside the packages that the examples import.
    const body = linesOf(example.replaceAll(/^import .*\n/gm, '').trim());
    expect(specs.join('\n')).toContain(body);
  }
});
