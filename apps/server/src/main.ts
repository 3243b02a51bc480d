import process from 'node:process';
import { runCommand } from './command.ts';

const code = await runCommand(process.argv.slice(2), process);
// What was printed into a pipe may still be on its way.
process.stdout.write('', () => process.exit(code));
