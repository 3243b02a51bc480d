import { readFileSync } from 'node:fs';
import { missingFromLock } from './incomplete-lock.mjs';
import { report } from './report.mjs';

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));

report(
  'package-lock.json is incomplete, and `npm ci` would refuse it. Take a version whose binaries are all published:',
  missingFromLock(lock),
);
