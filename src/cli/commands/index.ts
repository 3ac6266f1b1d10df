import type { CommandEntry } from '../command.ts';

/**
 * Every command of the program, in the order of `--help`; the file of a command is loaded when it runs.
 * A test compares the list with the folder.
 */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'start',
    says: 'watch, read, score and alert until stopped (SIGTERM or ctrl-C)',
    load: () => import('./start.ts').then((file) => file.start),
  },
  {
    name: 'demo',
    says: 'play 18 August 2021: a loopback regulator publishes, the real program reads, scores and alerts',
    load: () => import('./demo.ts').then((file) => file.demo),
  },
  {
    name: 'setup',
    says: 'set up a way out, the watchlist, language, time zone and sources, and send a test alert',
    load: () => import('./setup.ts').then((file) => file.setup),
  },
  {
    name: 'risk',
    says: 'how risky is a company, and why?',
    load: () => import('./risk.ts').then((file) => file.risk),
  },
  {
    name: 'why',
    says: 'take a score apart: factors, change, outlook, peak, sector',
    load: () => import('./why.ts').then((file) => file.why),
  },
  {
    name: 'history',
    says: 'what is known of a company: acts of authorities, rules, notes, attested or unverified',
    load: () => import('./history.ts').then((file) => file.history),
  },
  {
    name: 'compare',
    says: 'two to five companies beside each other',
    load: () => import('./compare.ts').then((file) => file.compare),
  },
  {
    name: 'deadlines',
    says: 'deadlines ahead in open cases, of one company or of all',
    load: () => import('./deadlines.ts').then((file) => file.deadlines),
  },
  {
    name: 'notices',
    says: 'the newest notices, or one as it was read: every name, what it was matched to and why',
    load: () => import('./notices.ts').then((file) => file.notices),
  },
  {
    name: 'coverage',
    says: 'what is watched, and how each source is doing',
    load: () => import('./coverage.ts').then((file) => file.coverage),
  },
  {
    name: 'app',
    says: 'which company does an app belong to?',
    load: () => import('./app.ts').then((file) => file.app),
  },
  {
    name: 'read',
    says: 'read documents (HTML, text, Markdown, Word, Excel, PDF) as the bot would',
    load: () => import('./read.ts').then((file) => file.read),
  },
  {
    name: 'match',
    says: 'add company, tickers and the reason to every row of a list of apps',
    load: () => import('./match.ts').then((file) => file.match),
  },
  {
    name: 'unconfirmed',
    says: 'steps that one report states and nobody confirmed yet, newest first',
    load: () => import('./unconfirmed.ts').then((file) => file.unconfirmed),
  },
  {
    name: 'review',
    says: 'what a person has to decide: list, show, accept, reject',
    load: () => import('./review.ts').then((file) => file.review),
  },
  {
    name: 'replay',
    says: 'take stored documents through the program once more: the same scores? which alerts differ?',
    load: () => import('./replay.ts').then((file) => file.replay),
  },
  {
    name: 'sources',
    says: 'what is watched, and how it is doing',
    load: () => import('./sources.ts').then((file) => file.sources),
  },
  {
    name: 'subscribe',
    says: 'send alerts to a webhook, Slack, Feishu, Telegram or a mail address',
    load: () => import('./subscribe.ts').then((file) => file.subscribe),
  },
  {
    name: 'subscriptions',
    says: 'who is told what; web addresses without their path, which may be a secret',
    load: () => import('./subscriptions.ts').then((file) => file.subscriptions),
  },
  {
    name: 'unsubscribe',
    says: 'end a subscription',
    load: () => import('./unsubscribe.ts').then((file) => file.unsubscribe),
  },
  {
    name: 'test',
    says: 'send a preview alert, about a made-up company, to one way out',
    load: () => import('./test.ts').then((file) => file.test),
  },
  {
    name: 'backup',
    says: 'write a consistent copy of the embedded database, also while the program runs',
    load: () => import('./backup.ts').then((file) => file.backup),
  },
  {
    name: 'restore',
    says: 'put a backup in the place of the embedded database; stop the program first',
    load: () => import('./restore.ts').then((file) => file.restore),
  },
  {
    name: 'migrate',
    says: 'move an embedded database into the PostgreSQL of DATABASE_URL, checked row by row; stop the program first',
    load: () => import('./migrate.ts').then((file) => file.migrate),
  },
  {
    name: 'tidy',
    says: 'let raw pages older than KEEP_RAW_DAYS go and give room back to the disk; facts stay for ever',
    load: () => import('./tidy.ts').then((file) => file.tidy),
  },
  {
    name: 'doctor',
    says: 'check configuration, database, disk, clock, permissions, sources and versions',
    load: () => import('./doctor.ts').then((file) => file.doctor),
  },
  {
    name: 'export',
    says: 'write scores, signals, events or cases for a notebook; columns: docs/columns.md',
    load: () => import('./export.ts').then((file) => file.exportRows),
  },
  {
    name: 'import',
    says: 'compare another register with ours; writes proposals to review, changes nothing',
    load: () => import('./import.ts').then((file) => file.importing),
  },
  {
    name: 'eval',
    says: 'score reading and mapping against a labelled corpus',
    load: () => import('./eval.ts').then((file) => file.evaluate),
  },
  {
    name: 'study',
    says: 'what the model is worth, measured',
    load: () => import('./study.ts').then((file) => file.study),
  },
  {
    name: 'check-catalog',
    says: 'read and check every configuration file',
    load: () => import('./check-catalog.ts').then((file) => file.checkCatalog),
  },
];
