import { APPS } from '../../../src/domain/act.ts';
import type {
  Alert,
  Delivery,
  Signal,
  Silence,
  Subscription,
  Suppressed,
} from '../../../src/domain/alert.ts';
import type { Mapping } from '../../../src/domain/exposure.ts';
import type { Item, SourceState } from '../../../src/domain/item.ts';
import type { Notice } from '../../../src/domain/notice.ts';
import { actNamed } from '../../../src/domain/old-acts.ts';
import type { NewItem, Review } from '../../../src/domain/ports.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { RegulatoryEvent, Score } from '../../../src/domain/score.ts';

/** Noon of the seed day. */
export const NOON = Date.UTC(2021, 7, 18, 4);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

// Builders: a whole noun with the fields that matter given. Brands are for the program; a test
// writes plain text.
export type Loose = Record<string, unknown>;
const build =
  <T>(whole: Loose) =>
  (some: Loose = {}): T =>
    ({ ...whole, ...some }) as T;

export const anItem = build<Item>({
  id: 'item-1',
  source: 'cn-miit-lists',
  key: 'https://regulator.test/list/1',
  version: 1,
  url: 'https://regulator.test/list/1',
  title: '关于侵害用户权益行为的通报',
  statedDate: '2021-08-18',
  publishedAt: null,
  contentType: 'text/html',
  fetchedAt: NOON,
  firstSeenAt: NOON,
  backfill: false,
  hash: 'hash-1',
});

export const aNewItem = (
  some: Loose = {},
  text = '<p>一页通报</p>',
  files: NewItem['files'] = [],
): NewItem => ({
  item: anItem(some),
  bytes: new TextEncoder().encode(text),
  files,
});

export const aState = build<SourceState>({
  source: 'cn-miit-lists',
  etag: '"7"',
  lastModified: null,
  url: null,
  nextPollAt: NOON,
  lastAttemptAt: NOON,
  lastSuccessAt: NOON,
  lastChangeAt: null,
  failures: 0,
  finding: null,
});

export const aNotice = build<Notice>({
  id: 'notice-1',
  item: 'item-1',
  source: 'cn-miit-lists',
  outlet: null,
  url: 'https://regulator.test/list/1',
  title: '关于侵害用户权益行为的通报',
  language: 'zh',
  published: '2021-08-18',
  publishedAt: null,
  verdict: 'action',
  verdictBecause: storedSentence('the table of apps to be rectified'),
  regulator: { value: 'cn-miit', span: { start: 0, end: 2 }, rule: 'signature' },
  jointRegulators: [],
  actions: [],
  mentions: [],
  batch: null,
  deadline: null,
  counts: { apps: null, parts: [], totals: [] },
  rules: [],
  listElsewhere: false,
  doubts: [],
  reader: '1',
});

const anExposure = build<Signal['exposure']>({
  notice: 'notice-1',
  company: 'harbour-games',
  edge: 'operator',
  via: null,
  share: 1,
  shareAssumed: false,
  private: false,
  listings: [],
  apps: [],
  companyWide: false,
  confidence: 1,
});

export const aMapping = (notice = 'notice-1', companies = ['harbour-games']): Mapping =>
  ({
    notice,
    matches: [],
    exposures: companies.map((company) => anExposure({ notice, company })),
    counts: {
      subjects: 1,
      known: 1,
      ofListed: 1,
      listedCompanies: 1,
      private: 0,
      unresolved: 0,
      review: 0,
    },
  }) as unknown as Mapping;

export const aStep = build<RegulatoryEvent>({
  id: 'step-1',
  company: 'harbour-games',
  regulator: 'cn-miit',
  zone: 'Asia/Shanghai',
  date: '2021-08-18',
  at: NOON,
  kinds: ['rectify'],
  act: actNamed('rectify'),
  object: APPS,
  share: null,
  grade: 'confirmed',
  override: null,
  apps: [],
  unnamedApps: 0,
  companyWide: false,
  deadline: '2021-08-25',
  fine: null,
  together: false,
  core: false,
  batch: null,
  evidence: 1,
  attested: true,
  origin: 'notice',
  notice: 'notice-1',
  title: 'List of apps to be rectified',
  url: null,
  matter: null,
  via: null,
});

export const aScore = build<Score>({
  company: 'harbour-games',
  at: NOON,
  model: '1',
  score: 20.2,
  band: 'watch',
  load: 1.4,
  parts: { business: 0, investability: 0 },
  attested: { points: 0, score: 0, band: 'background' },
  factors: [],
  cases: [],
  flags: [],
});

export const aSignal = (some: Loose = {}): Signal =>
  build<Signal>({
    id: 'signal-1',
    notice: 'notice-1',
    company: 'harbour-games',
    exposure: anExposure({
      notice: some.notice ?? 'notice-1',
      company: some.company ?? 'harbour-games',
    }),
    case: 'case-1',
    regulator: 'cn-miit',
    stage: 'ordered',
    level: 2,
    before: 0,
    after: 20.2,
    bandBefore: 'background',
    bandAfter: 'watch',
    factors: [],
    deadline: '2021-08-25',
    alertReason: 'first',
    origin: 'official',
    earlier: 0,
    publishedAt: null,
    detectedAt: NOON,
    late: false,
    noveltyKey: 'harbour-games/cn-miit/list-17/ordered',
  })(some);

export const anAlert = build<Alert>({
  id: 'alert-1',
  notice: 'notice-1',
  alertReason: 'first',
  signals: ['signal-1'],
  urgency: 'push',
  createdAt: NOON,
  follows: null,
});

export const aSuppressed = build<Suppressed>({
  signal: 'signal-1',
  address: null,
  stage: 'threshold',
  why: 'below-threshold',
  because: storedSentence('the score moved by less than two points'),
  at: NOON,
});

export const aDelivery = build<Delivery>({
  id: 'delivery-1',
  alert: 'alert-1',
  address: { sink: 'fake', to: 'room-1' },
  subscriptions: [],
  signals: ['signal-1'],
  level: 2,
  state: 'pending',
  nonce: 'nonce-1',
  attempts: 0,
  dueAt: NOON,
  claimedUntil: null,
  claimedBy: null,
  message: null,
  lastError: null,
  createdAt: NOON,
  settledAt: null,
});

export const aReview = build<Review>({
  id: 'review-1',
  notice: 'notice-1',
  kind: 'mention',
  subject: '海港大师',
  because: storedSentence('two companies carry this name'),
  candidates: [],
  createdAt: NOON,
  decision: null,
});

export const aSubscription = build<Subscription>({
  id: 'subscription-1',
  address: { sink: 'fake', to: 'room-1' },
  scope: { kind: 'company', id: 'harbour-games' },
  leastBand: 'watch',
  timing: 'at-once',
  language: 'en',
  role: null,
  server: 'server-1',
  owner: 'owner-1',
  createdAt: NOON,
  disabled: null,
});

export const aSilence = build<Silence>({
  id: 'silence-1',
  address: { sink: 'fake', to: 'room-1' },
  scope: { kind: 'all' },
  until: NOON + HOUR,
  by: 'owner-1',
  createdAt: NOON,
});
