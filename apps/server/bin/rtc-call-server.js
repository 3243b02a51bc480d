#!/usr/bin/env node
// Not compiled: npm links a command when it installs, and only to a file that is there by then.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  console.error('rtc-call-server is not built yet. `npm start` builds it.');
  process.exitCode = 1;
}
