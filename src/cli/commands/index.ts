import type { CliCommand, CommandEntry } from '../command.ts';

/** Command, what `--help` says of it, and its file, which exports one command; the file is loaded when the command runs. */
const TABLE: readonly (readonly [name: string, says: string, file: () => Promise<object>])[] = [
  ['start', 'watch, read, score and alert until stopped (SIGTERM or ctrl-C)', () => import('./start.ts')],
  [
    'demo',
    'play 18 August 2021: a loopback regulator publishes, the real program reads, scores and alerts',
    () => import('./demo.ts'),
  ],
  [
    'setup',
    'set up a way out, the watchlist, language, time zone and sources, and send a test alert',
    () => import('./setup.ts'),
  ],
  ['risk', 'how risky is a company, and why?', () => import('./risk.ts')],
  ['why', 'take a score apart: factors, change, outlook, peak, sector', () => import('./why.ts')],
  [
    'history',
    'what is known of a company: acts of authorities, rules, notes, attested or unverified',
    () => import('./history.ts'),
  ],
  ['compare', 'two to five companies beside each other', () => import('./compare.ts')],
  ['deadlines', 'deadlines ahead in open cases, of one company or of all', () => import('./deadlines.ts')],
  [
    'notices',
    'the newest notices, or one as it was read: every name, what it was matched to and why',
    () => import('./notices.ts'),
  ],
  ['coverage', 'what is watched, and how each source is doing', () => import('./coverage.ts')],
  ['app', 'which company does an app belong to?', () => import('./app.ts')],
  [
    'read',
    'read documents (HTML, text, Markdown, Word, Excel, PDF) as the bot would',
    () => import('./read.ts'),
  ],
  ['match', 'add company, tickers and the reason to every row of a list of apps', () => import('./match.ts')],
  [
    'unconfirmed',
    'steps that one report states and nobody confirmed yet, newest first',
    () => import('./unconfirmed.ts'),
  ],
  ['review', 'what a person has to decide: list, show, accept, reject', () => import('./review.ts')],
  [
    'replay',
    'take stored documents through the program once more: the same scores? which alerts differ?',
    () => import('./replay.ts'),
  ],
  ['sources', 'what is watched, and how it is doing', () => import('./sources.ts')],
  [
    'subscribe',
    'send alerts to a webhook, Slack, Feishu, Telegram or a mail address',
    () => import('./subscribe.ts'),
  ],
  [
    'subscriptions',
    'who is told what; web addresses without their path, which may be a secret',
    () => import('./subscriptions.ts'),
  ],
  ['unsubscribe', 'end a subscription', () => import('./unsubscribe.ts')],
  ['test', 'send a preview alert, about a made-up company, to one way out', () => import('./test.ts')],
  [
    'backup',
    'write a consistent copy of the embedded database, also while the program runs',
    () => import('./backup.ts'),
  ],
  [
    'restore',
    'put a backup in the place of the embedded database; stop the program first',
    () => import('./restore.ts'),
  ],
  [
    'migrate',
    'move an embedded database into the PostgreSQL of DATABASE_URL, checked row by row; stop the program first',
    () => import('./migrate.ts'),
  ],
  [
    'tidy',
    'let raw pages older than KEEP_RAW_DAYS go and give room back to the disk; facts stay for ever',
    () => import('./tidy.ts'),
  ],
  [
    'doctor',
    'check configuration, database, disk, clock, permissions, sources and versions',
    () => import('./doctor.ts'),
  ],
  [
    'export',
    'write scores, signals, events or cases for a notebook; columns: docs/columns.md',
    () => import('./export.ts'),
  ],
  [
    'import',
    'compare another register with ours; writes proposals to review, changes nothing',
    () => import('./import.ts'),
  ],
  ['eval', 'score reading and mapping against a labelled corpus', () => import('./eval.ts')],
  ['study', 'what the model is worth, measured', () => import('./study.ts')],
  ['check-catalog', 'read and check every configuration file', () => import('./check-catalog.ts')],
];

/** Every command of the program, in the order of `--help`. A test compares the list with the folder. */
export const COMMANDS: readonly CommandEntry[] = TABLE.map(([name, says, file]) => ({
  ...{ name, says },
  load: async () => Object.values(await file()).find((one) => 'define' in Object(one)) as CliCommand,
}));
