import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { endTogether } from './end-together.mjs';

/**
 * Runs a program to its end and shows what it says. Where the output is no terminal the colour codes are taken out:
 * what Nx repeats from its cache may have been said to a terminal.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} an end by signal counts as code 1
 */
export function runPlainly(program, args, options) {
  return new Promise((resolve, reject) => {
    const isTerminal = process.stdout.isTTY;
    const output = isTerminal ? 'inherit' : 'pipe';
    const child = spawn(program, args, { ...options, stdio: ['ignore', output, output] });
    endTogether(child);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on('line', (line) => console.log(stripVTControlCharacters(line)));
    }
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
