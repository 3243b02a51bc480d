import { describe, expect, it } from 'vitest';
import { bringsItsOwnNode, isNewEnough, missingNode } from './node-choice.mjs';

describe('which Node', () => {
  it.each([
    ['22.12.0', true],
    ['24.0.0', true],
    ['22.11.9', false],
    ['20.20.2', false],
    ['9.99.0', false],
  ])('%s is new enough: %s', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected);
  });

  it('brings its own on Linux, for the machines that have one', () => {
    expect(bringsItsOwnNode('linux', 'x64')).toBe(true);
    expect(bringsItsOwnNode('linux', 'arm64')).toBe(true);
    expect(bringsItsOwnNode('linux', 's390x')).toBe(false);
    expect(bringsItsOwnNode('darwin', 'arm64')).toBe(false);
  });

  it('asks in words for a newer one where it brings none', () => {
    expect(missingNode({ version: '20.20.2', brings: false })).toMatch(
      /needs Node 22\.12 or newer, and this is Node 20\.20\.2\.\nInstall .* https:\/\/nodejs\.org\//,
    );
  });

  it('asks for nothing where it brings one, or where the running one will do', () => {
    expect(missingNode({ version: '20.20.2', brings: true })).toBeNull();
    expect(missingNode({ version: '22.12.0', brings: false })).toBeNull();
  });
});
