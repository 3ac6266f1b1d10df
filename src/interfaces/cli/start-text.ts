import { databaseName } from '../../app/database.ts';
import type { Env } from '../../app/env.ts';
import type { Role } from '../../app/roles.ts';
import { VERSION } from '../../app/settings.ts';
import { missingFor, SINK_SETTINGS } from '../../app/sinks.ts';
import type { CalendarDate, Instant } from '../../domain/time.ts';

export interface StartFacts {
  readonly env: Env;
  readonly roles: readonly Role[];
  readonly sources: number;
  readonly companies: number;
  /** Invitation link for Discord servers; null = there is no bot. */
  readonly invite: string | null;
  /** Address of the page, or why there is none. */
  readonly page: string;
  /** Address of the set-up page while nothing was set up; null = it was, or the page is closed. */
  readonly setUp: string | null;
  /** End of the first round of polls. */
  readonly firstPass: Instant;
  /** Newest day of the record of acts; null = there is none. */
  readonly recordTo: CalendarDate | null;
  /** Subscriptions that are on, those of the terminal left out. */
  readonly subscriptions: number;
}

/** The state of the program at its start, as lines with a label and a text. */
export function startLines(facts: StartFacts): readonly (readonly [label: string, text: string])[] {
  const { env, roles, recordTo } = facts;
  const contact = env.CONTACT === undefined ? '; set CONTACT so that webmasters can reach you' : '';
  const firstLook = new Date(facts.firstPass).toTimeString().slice(0, 5);
  const list =
    env.WATCH.length === 0 ? 'every listed company from band "watch" on' : env.WATCH.join(', ');
  const isTerminal = env.DISCORD_TOKEN === undefined;
  const here = isTerminal ? `, and this terminal: ${list}` : '';
  const how = isTerminal
    ? 'Discord: put DISCORD_TOKEN into .env; others: `tocsin subscribe --help`'
    : '`/subscribe` in a channel, or `tocsin subscribe --help`';
  const watch: [string, string][] = [
    ['Watches', `${facts.sources} sources for acts on ${facts.companies} companies${contact}`],
    ['First look', `done at about ${firstLook}; the first look at each source alerts nobody`],
    [
      'Record',
      recordTo === null ? 'none' : `acts up to ${recordTo}; later ones as sources are read`,
    ],
  ];
  const deliver: [string, string][] = [
    ['Alerts on', `${facts.subscriptions} subscriptions${here}. ${how}`],
    ['Ways out', waysOut(env)],
    ...(facts.invite === null ? [] : [['Invite', facts.invite] satisfies [string, string]]),
  ];
  return [
    ['Tocsin', `${VERSION}, database ${databaseName(env)}, roles ${roles.join(', ')}`],
    ['Page', facts.page],
    ...(facts.setUp === null
      ? []
      : [['Set up', `${facts.setUp}, or \`tocsin setup\` here`] as const]),
    ...(roles.includes('watch') ? watch : []),
    ...(roles.includes('deliver') ? deliver : []),
    ['Stop', 'ctrl-C; what is under way is finished first'],
  ];
}

/** All channels: the usable ones, and the missing settings of the others. */
export function waysOut(env: Env): string {
  const off = SINK_SETTINGS.filter((way) => missingFor(way.id, env) !== null);
  const on = SINK_SETTINGS.filter((way) => !off.includes(way)).map((way) => way.id);
  const first = env.DISCORD_TOKEN === undefined ? 'terminal' : 'discord';
  const needs = off.map((way) => `${way.id} needs ${way.needs}`).join(', ');
  return `${[first, ...on].join(', ')}${needs === '' ? '' : ` (${needs})`}; test one with \`tocsin test <way out>\``;
}
