import { databaseName } from '../app/database.ts';
import type { Env } from '../app/env.ts';
import type { Role } from '../app/roles.ts';
import { VERSION } from '../app/settings.ts';
import { missingFor, WAYS_OUT } from '../app/sinks.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';

export interface StartFacts {
  readonly env: Env;
  readonly roles: readonly Role[];
  readonly sources: number;
  readonly companies: number;
  /** Address of the page, or why there is none. */
  readonly page: string;
  /** Address of the set-up page while nothing was set up; null = it was, or the page is closed. */
  readonly setUp: string | null;
  /** When the first look is over. */
  readonly firstPass: Instant;
  /** Newest day of the record of acts; null = there is none. */
  readonly recordTo: CalendarDate | null;
  /** Subscriptions that are on, those of the terminal left out. */
  readonly subscriptions: number;
}

/** What the program does now and what comes next, as lines of a label and its text. */
export function startLines(facts: StartFacts): readonly (readonly [label: string, text: string])[] {
  const { env, roles, sources, companies } = facts;
  const terminal = env.DISCORD_TOKEN === undefined;
  const watches = roles.includes('watch');
  const delivers = roles.includes('deliver');
  return [
    ['Tocsin', `${VERSION}, database ${databaseName(env)}, roles ${roles.join(', ')}`],
    ['Page', facts.page],
    ...(facts.setUp === null ? [] : [['Set up', `${facts.setUp}, or \`tocsin setup\` here`] as const]),
    ...(watches ? watchLines() : []),
    ...(delivers ? deliverLines() : []),
    ['Stop', 'ctrl-C; what is under way is finished first'],
  ];

  function watchLines(): [string, string][] {
    const contact = env.CONTACT === undefined ? '; set CONTACT so that webmasters can reach you' : '';
    return [
      ['Watches', `${sources} sources for acts on ${companies} companies${contact}`],
      [
        'First look',
        `done at about ${clockTime(facts.firstPass)}; the first look at each source alerts nobody`,
      ],
      [
        'Record',
        facts.recordTo === null ? 'none' : `acts up to ${facts.recordTo}; later ones as sources are read`,
      ],
    ];
  }

  function deliverLines(): [string, string][] {
    const watched =
      env.WATCH.length === 0 ? 'every listed company from band "watch" on' : env.WATCH.join(', ');
    const how = terminal
      ? 'Discord: put DISCORD_TOKEN into .env; others: `tocsin subscribe --help`'
      : '`/subscribe` in a channel, or `tocsin subscribe --help`';
    return [
      [
        'Alerts on',
        `${facts.subscriptions} subscriptions${terminal ? `, and this terminal: ${watched}` : ''}. ${how}`,
      ],
      ['Ways out', waysOut(env)],
    ];
  }
}

/** Every way out: those that can be used, and what the others need. */
export function waysOut(env: Env): string {
  const off = WAYS_OUT.filter((way) => missingFor(way.id, env) !== null);
  const on = WAYS_OUT.filter((way) => !off.includes(way)).map((way) => way.id);
  const first = env.DISCORD_TOKEN === undefined ? 'terminal' : 'discord';
  const needs = off.map((way) => `${way.id} needs ${way.needs}`).join(', ');
  return `${[first, ...on].join(', ')}${needs === '' ? '' : ` (${needs})`}; test one with \`tocsin test <way out>\``;
}

function clockTime(at: Instant): string {
  return new Date(at).toTimeString().slice(0, 5);
}
