import type { Env } from './env.ts';
import { CommandProblem } from './io.ts';

/**
 * Roles of a process; a process may have several, and several processes on a PostgreSQL may share
 * one.
 */
export const ROLES = ['watch', 'deliver', 'bot', 'web', 'reader'] as const;
export type Role = (typeof ROLES)[number];

/** Description of each role for `--help` and messages. */
export const ROLE_SAYS: Readonly<Record<Role, string>> = {
  watch: 'polls sources, reads, scores, alerts and makes digests',
  deliver: 'sends what waits in the outbox',
  bot: 'answers slash commands and buttons on Discord',
  reader: 'asks a second reader about unconfirmed steps, where READER_URL is set',
  web: 'serves the page, /healthz, /readyz and /metrics',
};

/** Roles by name; none or `all` = every one; in the usual order, each once. */
export function rolesOf(names: readonly string[]): readonly Role[] {
  const wanted = names.flatMap((name) => name.split(/[\s,]+/)).filter((name) => name !== '');
  const unknown = wanted.find((name) => name !== 'all' && !ROLES.includes(name as Role));
  if (unknown !== undefined)
    throw new CommandProblem(
      `There is no role "${unknown}": ${ROLES.join(', ')} or all, several with commas.`,
    );
  if (wanted.length === 0 || wanted.includes('all')) return ROLES;
  return ROLES.filter((role) => wanted.includes(role));
}

/** Rejects named roles that this configuration cannot fill. */
export function checkRoles(
  roles: readonly Role[],
  env: Pick<Env, 'DISCORD_TOKEN' | 'WEB_PORT' | 'READER_URL'>,
): void {
  if (roles.length === ROLES.length) return;
  if (roles.includes('reader') && env.READER_URL === undefined)
    throw new CommandProblem('The role "reader" needs READER_URL.');
  if (roles.includes('bot') && env.DISCORD_TOKEN === undefined)
    throw new CommandProblem('The role "bot" needs DISCORD_TOKEN.');
  if (roles.includes('web') && env.WEB_PORT === 0)
    throw new CommandProblem('The role "web" needs a port, and WEB_PORT=0 switches the page off.');
}
