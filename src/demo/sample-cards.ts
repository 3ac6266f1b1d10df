import { preferred } from '../base/i18n/locale.ts';
import { phrasesOf } from '../base/i18n/messages.ts';
import type { Language } from '../base/i18n/words.ts';
import { actOfKind } from '../domain/act-kind.ts';
import type { Signal } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { Catalog } from '../domain/catalog.ts';
import type { Exposure, Mapping } from '../domain/exposure.ts';
import type {
  AlertId,
  AppId,
  CaseId,
  CompanyId,
  ItemId,
  NoticeId,
  OutletId,
  RegulatorId,
  SignalId,
} from '../domain/ids.ts';
import type { Action, Mention, Notice } from '../domain/notice.ts';
import { reason } from '../domain/reason.ts';
import type { ReportedAction } from '../domain/reported-action.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';
import { newAlert } from '../pipeline/alert/delivery.ts';
import { alertCard } from '../pipeline/present/alert-card.ts';
import { type AlertFacts, bodyOf } from '../pipeline/present/alert-headline.ts';
import { correctedOn } from '../pipeline/present/corrections.ts';
import { digestCard, unconfirmedCard } from '../pipeline/present/digest-card.ts';
import { followUpCard } from '../pipeline/present/follow-up-card.ts';
import { line, previewCard } from '../pipeline/present/plain-card.ts';
import { sampleNote } from './sample-note.ts';

/** Every kind of message that a subscriber gets. */
export const MESSAGE_KINDS = [
  'alert',
  'reported',
  'confirmed',
  'withdrawn',
  'correction',
  'deadline',
  'digest',
  'note',
  'test',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

// A company, an app and a notice that do not exist: nobody real is named without evidence.
const COMPANY = 'example-holdings' as CompanyId;
const APP = 'example-holdings/ride' as AppId;
const REGULATOR = 'cn-miit' as RegulatorId;
const NOTICE = 'sample-notice' as NoticeId;
const NOW = Date.parse('2026-03-04T03:00Z') as Instant;
const DEADLINE = '2026-03-11' as CalendarDate;
const URL = 'https://regulator.example/notice/2026-03-04.html';
const OUTLET = 'example-news' as OutletId;
const SPAN = { start: 0, end: 1 };
const AT = { span: SPAN, rule: 'sample' };

const mention: Mention = {
  id: 'm1',
  kind: 'app',
  role: 'subject',
  roleBecause: reason('stored-sentence', { text: 'sample' }),
  name: '示例出行',
  developer: '示例控股有限公司',
  developerInherited: false,
  icp: null,
  owner: null,
  rows: [{ version: '8.1', store: null, accusations: [], span: SPAN }],
  span: SPAN,
  rule: 'sample',
  setting: 'cell',
  confidence: 1,
};

const action: Action = {
  act: actOfKind('rectify'),
  object: null,
  grade: 'confirmed',
  phrase: '限期整改',
  english: 'ordered to rectify',
  span: SPAN,
  rule: 'sample',
  mentions: ['m1'],
  companyWide: false,
  fine: null,
};

const notice: Notice = {
  id: NOTICE,
  item: 'sample-item' as ItemId,
  source: null,
  outlet: null,
  url: URL,
  title: '关于侵害用户权益行为的 APP 通报（示例）',
  language: 'zh',
  published: '2026-03-04' as CalendarDate,
  publishedAt: null,
  verdict: 'action',
  verdictBecause: reason('stored-sentence', { text: 'sample' }),
  regulator: { value: REGULATOR, ...AT },
  jointRegulators: [],
  actions: [action],
  mentions: [mention],
  batch: null,
  deadline: { value: DEADLINE, ...AT },
  counts: { apps: { value: 12, ...AT }, parts: [], totals: [] },
  rules: [],
  listElsewhere: false,
  doubts: [],
  reader: 'sample',
};

const exposure: Exposure = {
  notice: NOTICE,
  company: COMPANY,
  edge: 'operator',
  via: null,
  share: 1,
  shareAssumed: false,
  private: false,
  listings: [{ mic: 'XNAS', symbol: 'EXMP', from: null, to: null, evidence: [] }] as never,
  apps: [
    { mention: 'm1', name: '示例出行', app: APP, value: 'core', reach: 'large', confidence: 1 },
  ],
  companyWide: false,
  confidence: 1,
};

const signal: Signal = {
  id: 'sample-signal' as SignalId,
  notice: NOTICE,
  company: COMPANY,
  exposure,
  case: 'sample-case' as CaseId,
  regulator: REGULATOR,
  stage: 'ordered',
  level: 2,
  before: 3.2,
  after: 18.4,
  own: 15.6,
  bandBefore: 'background',
  bandAfter: 'watch',
  factors: [],
  deadline: DEADLINE,
  alertReason: 'first',
  origin: 'official',
  earlier: 1,
  publishedAt: NOW,
  detectedAt: NOW,
  late: false,
  noveltyKey: 'sample',
};

const mapping: Mapping = {
  notice: NOTICE,
  matches: [],
  exposures: [exposure],
  counts: {
    subjects: 12,
    known: 5,
    ofListed: 3,
    listedCompanies: 1,
    private: 2,
    unresolved: 7,
    review: 0,
  },
};

const alert = newAlert('sample-alert', {
  notice: NOTICE,
  alertReason: 'first',
  urgency: 'push',
  signals: [signal.id],
  createdAt: NOW,
});

const names = { en: 'Example Holdings', zh: '示例控股', zhHant: null };
const companies = new Map([
  [COMPANY, { name: names, apps: [{ id: APP, name: { en: 'Example Ride', zh: '示例出行' } }] }],
]) as never as AlertFacts['companies'];
const regulator = {
  short: 'MIIT',
  shortZh: '工信部',
  name: { en: 'Ministry of Industry and Information Technology', zh: '工业和信息化部' },
  timezone: 'Asia/Shanghai',
} as NonNullable<AlertFacts['regulator']>;

const factsIn = (language: Language): AlertFacts => ({
  ...{ alert, signals: [signal], notice, mapping, regulator, companies },
  issues: new Map(),
  language,
  now: NOW,
});

const AUTHORITY = { en: 'the market regulator', zh: '市场监管总局' };
const QUOTE = {
  en: 'The market regulator has opened an inquiry into Example Holdings',
  zh: '市场监管总局已对示例控股立案调查',
};

const reported = (language: Language): ReportedAction => ({
  page: 'sample-page',
  step: `probe:${COMPANY}`,
  notice: NOTICE,
  state: 'unconfirmed',
  grade: 'reported',
  company: COMPANY,
  candidates: [],
  name: names.en,
  kind: 'probe',
  day: '2026-03-04' as CalendarDate,
  outlet: OUTLET,
  agencies: [],
  authority: { id: null, name: preferred(AUTHORITY, language)! },
  probability: 0.94,
  quote: preferred(QUOTE, language)!,
  title: 'sample',
  url: 'https://news.example/2026/03/04/inquiry',
  detectedAt: NOW,
});

/** Reports checked by hand, as a sample shows them. */
const CHECKED = { zh: { right: 17, of: 20 }, en: { right: 9, of: 10 } };
const GRADES = { confirmed: CHECKED, reported: CHECKED };
const SAMPLE_OUTLET = { name: { en: 'Example News', zh: '示例新闻' } };

/** The companies of a sample's list, by id. */
const listedCompanies = new Map(
  [
    { id: COMPANY, name: names, listings: exposure.listings },
    { id: 'example-retail', name: { en: 'Example Retail', zh: '示例零售' }, listings: [] },
  ].map((company) => [company.id, company]),
) as never as Catalog['companies'];

const OFFICIAL = { kind: 'official', notice: NOTICE, url: 'https://regulator.example/1' } as const;

const reportCard = (actions: readonly ReportedAction[], language: Language): Card =>
  unconfirmedCard({
    ...{ actions, companies: companies as never, regulators: new Map(), language },
    outlets: new Map([[OUTLET, SAMPLE_OUTLET]]) as never,
    grades: GRADES,
    reference: 'sample-reported' as AlertId,
  });

const CARDS: Readonly<Record<MessageKind, (language: Language) => Card>> = {
  alert: (language) => withChart(alertCard(factsIn(language))),
  reported: (language) => reportCard([reported(language)], language),
  confirmed: (language) =>
    reportCard([{ ...reported(language), outcome: { kind: 'confirmed', by: OFFICIAL } }], language),
  withdrawn(language) {
    const title = { en: 'Statement on a false report', zh: '关于不实报道的说明' };
    const because = preferred(title, language)!;
    const by = preferred(AUTHORITY, language)!;
    return reportCard(
      [{ ...reported(language), outcome: { kind: 'rejected', by, because } }],
      language,
    );
  },
  correction(language) {
    const say = phrasesOf('corrections', language);
    const lines = [line(preferred(names, language), say('gone'), 'strong')];
    return correctedOn(alertCard(factsIn(language)), lines, NOW, undefined);
  },
  deadline: (language) =>
    followUpCard({
      ...factsIn(language),
      deadline: DEADLINE,
      standings: [{ signal, case: null, since: 18.4, score: 17.9 }],
      baseRate: null,
    }),
  digest: (language) =>
    digestCard({
      ...{
        signals: [signal, { ...signal, id: 'sample-2' as SignalId, before: 18.4, after: 22.1 }],
      },
      notices: new Map([[NOTICE, notice]]),
      companies: companies as never,
      regulators: new Map([[REGULATOR, regulator]]) as never,
      language,
      now: NOW,
      reference: 'sample-digest',
    }),
  note(language) {
    const because = reason('act', {
      act: { en: 'MIIT orders Example Ride to fix violations', zh: '工信部责令示例出行限期整改' },
      details: [reason('on-date', { date: '2026-03-04' })],
    });
    const deadline = { date: DEADLINE, days: 7, regulator: REGULATOR, title: notice.title };
    const [hit, calm] = [...listedCompanies.values()];
    const outlets = new Map([[OUTLET, SAMPLE_OUTLET]]) as never;
    const regulators = new Map([[REGULATOR, regulator]]) as never;
    return sampleNote(
      NOW,
      { hit: hit!, calm: calm!, because, url: URL, deadline, reported: reported(language) },
      {
        ...{ language, title: (title) => title },
        catalog: { companies: listedCompanies, regulators, outlets, grades: GRADES },
      },
    );
  },
  test: previewCard,
};

/** Two years of a score, as an alert's chart shows them. */
function withChart(card: Card): Card {
  const day = 86_400_000;
  const points = Array.from({ length: 24 }, (_, n) => ({
    at: NOW - (23 - n) * 30 * day,
    value: n < 14 ? 3 + (n % 3) : 3.2 + (n === 23 ? 15.2 : 0),
  }));
  const alt = card.title;
  const label = bodyOf({ regulator, language: card.language });
  const marks = [{ at: NOW, label, kind: 'action' as const }];
  return {
    ...card,
    chart: { kind: 'score-history', title: '', alt, series: [{ name: 'EXMP', points }], marks },
  };
}

/** A message of a kind about a company that does not exist, made as the real ones are. */
export const sampleCard = (kind: MessageKind, language: Language): Card => CARDS[kind](language);
