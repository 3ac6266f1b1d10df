import { type ActKind, actOfKind } from '../../../src/domain/act-kind.ts';
import type { Exposure } from '../../../src/domain/exposure.ts';
import type { Action, Mention, Notice } from '../../../src/domain/notice.ts';
import { storedSentence } from '../../../src/domain/reason.ts';

export const span = { start: 0, end: 1 } as unknown as Mention['span'];

/** An act that is confirmed and aimed at all subjects, unless said otherwise. */
export const action = (kind: ActKind, parts: Partial<Action> = {}): Action => ({
  act: actOfKind(kind),
  object: null,
  grade: 'confirmed',
  phrase: '…',
  english: '…',
  span,
  rule: 'test',
  mentions: [],
  companyWide: false,
  fine: null,
  ...parts,
});
export const mention = (id: string, name: string, parts: Partial<Mention> = {}): Mention =>
  ({
    id,
    kind: 'app',
    role: 'subject',
    roleBecause: storedSentence('test'),
    name,
    developer: null,
    rows: [],
    span,
    ...parts,
  }) as Mention;
/** A list of MIIT that names and orders, unless said otherwise. */
export const notice = (parts: Partial<Notice> = {}): Notice =>
  ({
    id: 'n1',
    outlet: null,
    url: 'https://regulator.example/1',
    title: 'A list',
    published: '2022-03-01',
    publishedAt: null,
    verdict: 'action',
    regulator: { value: 'cn-miit', span, rule: 'test' },
    jointRegulators: [],
    actions: [action('name'), action('rectify')],
    mentions: [mention('m1', '门店通')],
    batch: null,
    deadline: { value: '2022-03-08', span, rule: 'test' },
    counts: { apps: null, parts: [], totals: [] },
    ...parts,
  }) as Notice;
/** A company hit as the operator of a core app, unless said otherwise. */
export const exposure = (
  company: string,
  mentions: string[],
  parts: Partial<Exposure> = {},
): Exposure =>
  ({
    notice: 'n1',
    company,
    edge: 'operator',
    via: null,
    share: 1,
    shareAssumed: false,
    private: false,
    listings: [],
    companyWide: false,
    confidence: 0.99,
    apps: mentions.map((id) => ({
      mention: id,
      name: id,
      app: `acme/${id}`,
      value: 'core',
      reach: 'large',
      confidence: 0.99,
    })),
    ...parts,
  }) as Exposure;
