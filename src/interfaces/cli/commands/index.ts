import type { Lookup } from '../../../answers/queries/lookups.ts';
import type { CliCommand } from '../command.ts';

/** Description of each command in `--help`, in order. */
const SAYS = {
  start: 'watch, read, score and alert until stopped (SIGTERM or ctrl-C)',
  demo:
    'play 18 August 2021: a loopback regulator publishes, the real program reads, scores and ' +
    'alerts',
  setup: 'set up a way out, the watchlist, language, time zone and sources, and send a test alert',
  risk: 'how risky is a company, and why?',
  why: 'take a score apart: factors, change, outlook, peak, sector',
  history: 'what is known of a company: acts of authorities, rules, notes, attested or unverified',
  authority: 'what an authority did, newest first, and against which companies',
  compare: 'two to five companies beside each other',
  deadlines: 'deadlines ahead in open cases, of one company or of all',
  notices: 'the newest notices, or one as it was read: every name, what it was matched to and why',
  coverage: 'what is watched, and how each source is doing',
  app: 'which company does an app belong to?',
  read: 'read documents (HTML, text, Markdown, Word, Excel, PDF) as the bot would',
  match: 'add company, tickers and the reason to every row of a list of apps',
  unconfirmed: 'acts that one report states and nobody confirmed yet, newest first',
  review: 'what a person has to decide: list, show, accept, reject',
  replay:
    'take stored documents through the program once more: the same scores? which alerts differ?',
  sources: 'what is watched, and how it is doing',
  subscribe:
    'send alerts to a webhook, Slack, Teams, Feishu, Telegram, WeCom, DingTalk, ntfy or a mail ' +
    'address',
  subscriptions: 'who follows what; web addresses without their path, which may be a secret',
  unsubscribe: 'end a subscription',
  alerts: 'what was sent, to whom, how sure it was, and what people made of it',
  book: 'a book with weights today: risk by exposure, what changed, deadlines; book import FILE',
  workspace: 'funds and teams on one program: addresses, members, links to sign in, sessions',
  test: 'send a preview alert, about a made-up company, to one way out',
  preview:
    'show a message as a channel gets it (JSON) and about as it shows it (HTML); sends nothing',
  backup: 'write a consistent copy of the embedded database, also while the program runs',
  restore: 'put a backup in the place of the embedded database; stop the program first',
  migrate:
    'move an embedded database into the PostgreSQL of DATABASE_URL, checked row by row; stop ' +
    'the program first',
  tidy:
    'let raw pages older than KEEP_RAW_DAYS go and give room back to the disk; facts stay for ' +
    'ever',
  report:
    'the morning note of the watchlist: changes, deadlines, unconfirmed reports, peers; as ' +
    'text, HTML or PDF',
  recount:
    'rebuild the daily standings of every company from its acts, and say which rows were wrong',
  doctor: 'check configuration, database, disk, clock, permissions, sources and versions',
  export: 'write scores, signals, events or cases for a notebook; columns: docs/columns.md',
  import: 'compare another register with ours; writes proposals to review, changes nothing',
  mcp: 'answer look-ups over the Model Context Protocol on stdin and stdout, for assistants',
  eval: 'try the second reader on labelled press',
  study: 'what the model is worth, measured',
  'check-catalog': 'read and check every configuration file',
} as const;

/** Loaders of commands other than look-ups. */
const LOAD: Partial<Record<string, () => Promise<CliCommand>>> = {
  start: async () => (await import('./start.ts')).start,
  demo: async () => (await import('./demo.ts')).demo,
  setup: async () => (await import('./setup.ts')).setup,
  read: async () => (await import('./read.ts')).read,
  match: async () => (await import('./match.ts')).match,
  review: async () => (await import('./review.ts')).review,
  replay: async () => (await import('./replay.ts')).replay,
  sources: async () => (await import('./sources.ts')).sources,
  subscribe: async () => (await import('./subscriptions.ts')).subscribe,
  subscriptions: async () => (await import('./subscriptions.ts')).subscriptions,
  unsubscribe: async () => (await import('./subscriptions.ts')).unsubscribe,
  alerts: async () => (await import('./alerts.ts')).alerts,
  book: async () => (await import('./book.ts')).book,
  workspace: async () => (await import('./workspace.ts')).workspace,
  test: async () => (await import('./setup.ts')).test,
  preview: async () => (await import('./preview.ts')).preview,
  backup: async () => (await import('./database.ts')).backup,
  restore: async () => (await import('./database.ts')).restore,
  migrate: async () => (await import('./database.ts')).migrate,
  tidy: async () => (await import('./database.ts')).tidy,
  report: async () => (await import('./report.ts')).report,
  recount: async () => (await import('./recount.ts')).recount,
  doctor: async () => (await import('./doctor.ts')).doctor,
  export: async () => (await import('./export.ts')).exportRows,
  import: async () => (await import('./import.ts')).importing,
  mcp: async () => (await import('./mcp.ts')).mcp,
  eval: async () => (await import('./eval.ts')).evaluate,
  study: async () => (await import('./study.ts')).study,
  'check-catalog': async () => (await import('./check-catalog.ts')).checkCatalog,
};

const lookupOf = (name: string) => (name === 'notices' ? 'notice' : name) as Lookup['name'];

/** Every command of the program, in the order of `--help`. */
export const COMMANDS = Object.entries(SAYS).map(([name, description]) => ({
  name,
  description,
  load: LOAD[name] ?? (async () => (await import('../lookup.ts')).lookupCommand(lookupOf(name))),
}));
