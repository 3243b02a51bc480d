import type { Objection } from './schemas.ts';

/** What is wrong with an origin, or null. It must be what a browser sends, letter by letter. */
export function checkOrigin(value: string): Objection | null {
  if (value.includes('*')) {
    return {
      wrong: 'would let pages in that nobody named, and they could use their visitors’ cameras through this server',
      right: 'Name each origin, such as https://example.com.',
    };
  }
  if (value === 'null') {
    return {
      wrong: 'is what a page without an origin sends, a local file for instance',
      right: 'Serve the page over HTTP.',
    };
  }
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(value)) {
    const guess = originOf(`https://${value}`);
    return { wrong: 'has no scheme', ...(guess === null ? {} : { right: `Did you mean ${guess}?` }) };
  }
  const origin = originOf(value);
  if (origin === null) return { wrong: 'is no URL' };
  const { protocol } = new URL(value);
  if (protocol !== 'http:' && protocol !== 'https:') return { wrong: 'is neither http nor https' };
  if (origin !== value) return { wrong: 'is not how a browser writes this origin', right: `Write ${origin}.` };
  return null;
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
