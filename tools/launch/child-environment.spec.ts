import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { childEnvironment } from './child-environment.mjs';

describe('childEnvironment', () => {
  it('puts the repository’s programs first, whatever case PATH has', () => {
    expect(childEnvironment('/repo', { Path: '/usr/bin' }, true)).toMatchObject({
      Path: [join('/repo', 'node_modules', '.bin'), '/usr/bin'].join(delimiter),
    });
  });

  it('forbids colour codes where the output is no terminal, and only there', () => {
    expect(childEnvironment('/repo', {}, false)).toMatchObject({ NO_COLOR: '1', FORCE_COLOR: '0' });
    expect(childEnvironment('/repo', {}, true)).not.toHaveProperty('NO_COLOR');
  });
});
