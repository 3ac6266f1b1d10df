import type { Context } from 'hono';
import type { ActYears } from '../../answers/queries/act-years.ts';
import { atOf } from '../../answers/queries/at.ts';
import type { Boards } from '../../answers/queries/board.ts';
import type { FindCompanies } from '../../answers/queries/find-company.ts';
import { membershipOf } from '../../answers/queries/membership.ts';
import type { LinkReader } from '../../answers/queries/message-replies.ts';
import type { SetUp } from '../../answers/queries/set-up.ts';
import type { SignIn } from '../../answers/queries/sign-in.ts';
import type { ShownSource } from '../../answers/queries/source-rows.ts';
import { workspaceRows } from '../../answers/queries/workspace-rows.ts';
import { workspaceTerms } from '../../answers/queries/workspace-terms.ts';
import { filled, MESSAGES, type Values } from '../../base/i18n/messages.ts';
import { day, localeOf, moment } from '../../base/i18n/words.ts';
import type { Address } from '../../domain/alert.ts';
import type { Document } from '../../domain/document.ts';
import type { ItemId } from '../../domain/ids.ts';
import { Language } from '../../domain/language.ts';
import { REPLY_PATHS } from '../../domain/message-links.ts';
import type { Clock, Store } from '../../domain/ports.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Studies } from '../../domain/study-report.ts';
import { type CalendarDate, type Instant, shanghaiDay } from '../../domain/time.ts';
import { type Member, mayAs, type Viewer } from '../../domain/workspace.ts';
import type { CompanyStates } from '../../pipeline/standing/company-state.ts';
import type { DailyStandings } from '../../pipeline/standing/daily.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';

export interface WebDeps {
  readonly knowledge: Knowledge;
  readonly find: FindCompanies;
  readonly store: Store;
  readonly boards: Boards;
  readonly standings: DailyStandings;
  readonly states: CompanyStates;
  readonly years: ActYears;
  readonly clock: Clock;
  readonly sources: readonly ShownSource[];
  /** The stored bytes of an item as a Document; null where they were deleted. */
  readonly documentOf: (item: ItemId) => Promise<Document | null>;
  /** What the study commands last found. */
  readonly studies: () => Promise<Studies>;
  /** Reads the links that messages carry. */
  readonly links: () => Promise<LinkReader>;
  /** Null where the page may be seen from other machines. */
  readonly setUp: SetUp | null;
  readonly signIn: SignIn;
  /** Sends a member the address that signs them in; rejects with why it could not. */
  readonly sendLink: (member: Member, url: string) => Promise<void>;
  /** Why nothing can be sent to an address that somebody typed; null = it can. */
  readonly refusesAddress: (address: Address) => Promise<Reason | null>;
  /** IANA zone of times on the page; days are those of Beijing, as the record has them. */
  readonly timeZone: string;
  /** Who may look. */
  readonly access: {
    /** Required of everybody where it is set. */
    readonly token: string | null;
    /** Address that people use, `https://tocsin.example.org`; null = the one they came by. */
    readonly origin: string | null;
    /** Trusted proxies: addresses and networks. */
    readonly proxies: readonly string[];
    /** Secret of this process for forms and sessions, hex. */
    readonly key: string;
  };
  /** Answer of `/readyz`: empty = ready; else each reason with its remedy. */
  readonly ready: () => Promise<readonly string[]>;
  /** Text in Prometheus' format. */
  readonly metrics: () => Promise<string>;
  readonly version: string;
  /** Logs what a page could not do. */
  readonly log: { error(fields: object, sentence: string): void };
}

/**
 * The public record, for everybody who may see the page. Rows of a workspace are read through
 * `rows`, by users who may see them.
 */
export type FactStore = Pick<
  Store,
  | 'actChanges'
  | 'acts'
  | 'decisions'
  | 'events'
  | 'eventsMark'
  | 'gaps'
  | 'item'
  | 'lastActChange'
  | 'mapping'
  | 'notice'
  | 'notices'
  | 'readingTimes'
  | 'recall'
  | 'reportedActions'
  | 'signals'
  | 'sourceStates'
  | 'versions'
>;

/** Who makes a request. */
export interface RequestAccess {
  readonly viewer: Viewer;
  /** Their address as a member; null for the operator. */
  readonly person: Address | null;
  /** True where there is something to sign out of. */
  readonly signedIn: boolean;
  /** True where the browser runs on this machine and nothing stands between. */
  readonly onThisMachine: boolean;
}

const SIGNED = new Set<string>(Object.values(REPLY_PATHS));
/**
 * Pages that a signed link of a message opens: the signature is the right to it, and a mail program
 * sends its form by itself.
 */
export const isSignedPath = (path: string): boolean => SIGNED.has(path);

const NOT_FILTERS = ['at', 'lang', 'from', 'saved'];

/** Language, instant and user of a request. */
export type PageRequest = ReturnType<typeof pageRequest>;

export function pageRequest(c: Context, deps: WebDeps, access: RequestAccess) {
  const now = deps.clock.now();
  const { viewer } = access;
  const lang = c.req.query('lang');
  const spoken = (text: string | undefined): text is Language => Language.safeParse(text).success;
  // The first language that we speak, in the order of the reader's subscription.
  const accepted = (c.req.header('accept-language') ?? '').toLowerCase().split(',');
  const own = accepted.map((one) => one.trim().slice(0, 2)).find(spoken) ?? 'en';
  const language: Language = spoken(lang) ? lang : own;
  const requested = (c.req.query('at') ?? '').trim();
  const found = requested === '' ? now : atOf(requested);
  const past = requested !== '' && found !== null;
  const at = found ?? now;
  const linkParams: Record<string, string> = {};
  if (past) linkParams.at = requested;
  if (spoken(lang)) linkParams.lang = lang;
  return {
    deps: deps as Omit<WebDeps, 'store'> & { readonly store: FactStore },
    ...access,
    /** Rows of the viewer's workspace. */
    rows: workspaceRows(deps.store, viewer, now),
    /** What its addresses follow and mute. */
    terms: workspaceTerms(deps, viewer, { now, language }),
    /** Changes of the viewer's workspace. */
    membership: membershipOf(deps.store, viewer, now),
    /** Every row there is, for the operator; null for everybody else. */
    operator: mayAs(viewer, 'operator') ? deps.store : null,
    /** Every row there is, for a page whose signed link is a right of its own; null elsewhere. */
    linked: isSignedPath(c.req.path) ? deps.store : null,
    language,
    now,
    words: wordsOf(language),
    say: sayOf(language),
    locale: localeOf(language),
    /** Instant that is shown, its day, and whether the visitor asked for it. */
    at,
    day: shanghaiDay(at),
    past,
    /** For lists that are shown as they stood on the day; nothing where no day was asked for. */
    asThen: (past ? { until: at } : {}) as { readonly until?: Instant },
    /** `at` was given and is no date. */
    badAt: found === null ? requested : null,
    path: c.req.path,
    /** Address that people use, for links from elsewhere. */
    origin: deps.access.origin ?? new URL(c.req.url).origin,
    /** An instant in the reader's words and the page's time zone. */
    moment: (shown: number) => moment(shown as Instant, deps.timeZone, language),
    /** A day in the reader's words. */
    date: (shown: CalendarDate) => day(shown, language),
    /** Path on this site that keeps language and day. */
    href: (path: string, query: Readonly<Record<string, string | number | null>> = {}) => {
      const all = new URLSearchParams(linkParams);
      for (const [name, value] of Object.entries(query))
        if (value === null) all.delete(name);
        else all.set(name, String(value));
      const text = all.toString();
      return text === '' ? path : `${path}?${text}`;
    },
    /** What every link and form of this site hands on: language and day. */
    linkParams,
    param: (name: string) => c.req.param(name) ?? '',
    query: (name: string) => (c.req.query(name) ?? '').trim(),
    /** What else the address asks for, beside language, day and place in a list. */
    requested: Object.fromEntries(
      Object.entries(c.req.query()).filter(
        ([name, value]) => value !== '' && !NOT_FILTERS.includes(name),
      ),
    ),
  };
}

type WebMessages = (typeof MESSAGES)[Language]['web'];
/** Messages of the pages, besides those of `present`. */
export const wordsOf = (language: Language): WebMessages => MESSAGES[language].web;

/**
 * What a table of messages calls something; itself, or what else is given, where it does not name
 * it.
 */
export const wordFor = (table: object, key: string, instead = key): string => {
  const word = (table as Readonly<Record<string, unknown>>)[key];
  return typeof word === 'string' ? word : instead;
};

type Group =
  | 'studies'
  | 'list'
  | 'setUp'
  | 'replies'
  | 'inbox'
  | 'link'
  | 'workspace'
  | 'terms'
  | 'rhythm'
  | 'book';
type MessageName =
  | keyof WebMessages
  | { [G in Group]: `${G}.${Extract<keyof WebMessages[G], string>}` }[Group];

/**
 * A message of the pages with its gaps filled: `say('showAll', { n: 5 })` or
 * `say('studies.more', { n: 5 })`.
 */
const sayOf = (language: Language) => (name: MessageName, values: Values) => {
  const { web } = MESSAGES[language];
  const [group, inner] = name.split('.') as [keyof WebMessages, string?];
  const message = inner === undefined ? web[group] : wordFor(web[group] as object, inner);
  return filled(String(message), values, language);
};
