import { delimiter, join } from 'node:path';

/**
 * The environment for what the launchers start: the repository's own programs first, among them its Node, and no colour
 * codes where the output is no terminal.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} isTerminal
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(root, env, isTerminal) {
  const path = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return {
    ...env,
    [path]: [join(root, 'node_modules', '.bin'), env[path] ?? ''].join(delimiter),
    // npm's warnings about engines and the user's own settings are not about the project.
    npm_config_loglevel: 'error',
    ...(isTerminal ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' }),
  };
}
