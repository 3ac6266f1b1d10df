import type { Lookup } from '../../ask/lookups.ts';
import type { CliCommand, CommandEntry } from '../command.ts';

const lookup = (name: Lookup['name']) => async () => (await import('../lookup.ts')).lookupCommand(name);
const database = (name: 'backup' | 'restore' | 'migrate' | 'tidy') => async () =>
  (await import('./database.ts'))[name];
const subscriptions = (name: 'subscribe' | 'subscriptions' | 'unsubscribe') => async () =>
  (await import('./subscriptions.ts'))[name];

/** Command, what `--help` says of it, and what loads it when it runs; the order is that of `--help`. */
const TABLE: readonly (readonly [name: string, says: string, load: () => Promise<CliCommand>])[] = [
  [
    'start',
    'watch, read, score and alert until stopped (SIGTERM or ctrl-C)',
    async () => (await import('./start.ts')).start,
  ],
  [
    'demo',
    'play 18 August 2021: a loopback regulator publishes, the real program reads, scores and alerts',
    async () => (await import('./demo.ts')).demo,
  ],
  [
    'setup',
    'set up a way out, the watchlist, language, time zone and sources, and send a test alert',
    async () => (await import('./setup.ts')).setup,
  ],
  ['risk', 'how risky is a company, and why?', lookup('risk')],
  ['why', 'take a score apart: factors, change, outlook, peak, sector', lookup('why')],
  [
    'history',
    'what is known of a company: acts of authorities, rules, notes, attested or unverified',
    lookup('history'),
  ],
  ['compare', 'two to five companies beside each other', lookup('compare')],
  ['deadlines', 'deadlines ahead in open cases, of one company or of all', lookup('deadlines')],
  [
    'notices',
    'the newest notices, or one as it was read: every name, what it was matched to and why',
    lookup('notice'),
  ],
  ['coverage', 'what is watched, and how each source is doing', lookup('coverage')],
  ['app', 'which company does an app belong to?', lookup('app')],
  [
    'read',
    'read documents (HTML, text, Markdown, Word, Excel, PDF) as the bot would',
    async () => (await import('./read.ts')).read,
  ],
  [
    'match',
    'add company, tickers and the reason to every row of a list of apps',
    async () => (await import('./match.ts')).match,
  ],
  [
    'unconfirmed',
    'steps that one report states and nobody confirmed yet, newest first',
    lookup('unconfirmed'),
  ],
  [
    'review',
    'what a person has to decide: list, show, accept, reject',
    async () => (await import('./review.ts')).review,
  ],
  [
    'replay',
    'take stored documents through the program once more: the same scores? which alerts differ?',
    async () => (await import('./replay.ts')).replay,
  ],
  ['sources', 'what is watched, and how it is doing', async () => (await import('./sources.ts')).sources],
  [
    'subscribe',
    'send alerts to a webhook, Slack, Feishu, Telegram or a mail address',
    subscriptions('subscribe'),
  ],
  [
    'subscriptions',
    'who is told what; web addresses without their path, which may be a secret',
    subscriptions('subscriptions'),
  ],
  ['unsubscribe', 'end a subscription', subscriptions('unsubscribe')],
  [
    'test',
    'send a preview alert, about a made-up company, to one way out',
    async () => (await import('./setup.ts')).test,
  ],
  [
    'backup',
    'write a consistent copy of the embedded database, also while the program runs',
    database('backup'),
  ],
  [
    'restore',
    'put a backup in the place of the embedded database; stop the program first',
    database('restore'),
  ],
  [
    'migrate',
    'move an embedded database into the PostgreSQL of DATABASE_URL, checked row by row; stop the program first',
    database('migrate'),
  ],
  [
    'tidy',
    'let raw pages older than KEEP_RAW_DAYS go and give room back to the disk; facts stay for ever',
    database('tidy'),
  ],
  [
    'doctor',
    'check configuration, database, disk, clock, permissions, sources and versions',
    async () => (await import('./doctor.ts')).doctor,
  ],
  [
    'export',
    'write scores, signals, events or cases for a notebook; columns: docs/columns.md',
    async () => (await import('./export.ts')).exportRows,
  ],
  [
    'import',
    'compare another register with ours; writes proposals to review, changes nothing',
    async () => (await import('./import.ts')).importing,
  ],
  [
    'eval',
    'score reading and mapping against a labelled corpus',
    async () => (await import('./eval.ts')).evaluate,
  ],
  ['study', 'what the model is worth, measured', async () => (await import('./study.ts')).study],
  [
    'check-catalog',
    'read and check every configuration file',
    async () => (await import('./check-catalog.ts')).checkCatalog,
  ],
];

/** Every command of the program, in the order of `--help`. */
export const COMMANDS: readonly CommandEntry[] = TABLE.map(([name, says, load]) => ({ name, says, load }));
