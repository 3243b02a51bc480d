import { describe, expect, it } from 'vitest';
import { isInstalled } from './installation.mjs';

const lit = { version: '3.3.3', integrity: 'sha512-a' };
const workspace = { resolved: 'libs/client', link: true };
const lock = {
  packages: {
    '': {},
    'libs/client': { version: '0.1.0' },
    'node_modules/@rtc-call/client': workspace,
    'node_modules/lit': lit,
    'node_modules/fsevents': { version: '2.3.3', integrity: 'sha512-f', optional: true },
  },
};
const installed = {
  packages: {
    'libs/client': { version: '0.1.0' },
    'node_modules/@rtc-call/client': workspace,
    'node_modules/lit': lit,
  },
};

/** What is installed, with one path changed; null takes it away. */
function but(path: string, entry: object | null) {
  const packages: Record<string, object> = { ...installed.packages };
  if (entry === null) delete packages[path];
  else packages[path] = entry;
  return { packages };
}

describe('isInstalled', () => {
  it('is content with what the lock asks for, without other machines’ binaries', () => {
    expect(isInstalled(lock, installed)).toBe(true);
  });

  it.each([
    ['nothing is installed', null],
    ['a package is missing', but('node_modules/lit', null)],
    ['a package has another version', but('node_modules/lit', { ...lit, version: '3.3.2' })],
    ['a package has other contents', but('node_modules/lit', { ...lit, integrity: 'sha512-b' })],
    ['a project is new', but('node_modules/@rtc-call/client', null)],
    ['a project has moved', but('node_modules/@rtc-call/client', { resolved: 'libs/old', link: true })],
    ['a package is left over', but('node_modules/peerjs', { version: '1.0.0' })],
  ])('is not when %s', (_what, found) => {
    expect(isInstalled(lock, found)).toBe(false);
  });
});
