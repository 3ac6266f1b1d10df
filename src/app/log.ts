import { createRequire } from 'node:module';
import { type Logger, pino } from 'pino';
import type { Env } from './env.ts';

export type { Logger } from 'pino';

/**
 * Logs go to stderr: a constant sentence and fields, for people on a terminal, as JSON lines
 * elsewhere. `warn` means that a person should act. Secrets print as `***`.
 */
export function createLog(env: Pick<Env, 'LOG_LEVEL'>, terminal: boolean): Logger {
  const paths = [
    'token',
    '*.token',
    'DISCORD_TOKEN',
    'DATABASE_URL',
    'authorization',
    '*.authorization',
  ];
  const options = { level: env.LOG_LEVEL, base: null, redact: { paths, censor: '***' } };
  if (!terminal) return pino(options, pino.destination({ dest: 2, sync: true }));
  const pretty = createRequire(import.meta.url)('pino-pretty') as typeof import('pino-pretty');
  const style = {
    colorize: true,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname',
  };
  return pino(options, pretty({ destination: 2, sync: true, ...style }));
}
