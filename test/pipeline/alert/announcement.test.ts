import { describe, expect, it } from 'vitest';
import type { Silence, Subscription } from '../../../src/domain/alert.ts';
import type { Notice } from '../../../src/domain/notice.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { announce, announcesList } from '../../../src/pipeline/alert/amend.ts';
import type { StageContext } from '../../../src/pipeline/alert/stages.ts';
import { read } from '../../support/reading.ts';
import { weights } from '../score/building.ts';

const NOW = Date.parse('2021-08-18T12:00+08:00') as Instant;
const notice = read(
  '关于侵害用户权益行为的APP通报（2021年第8批，总第17批）\n工业和信息化部检查发现43款APP存在问题（名单见附件），上述APP应在8月25日前完成整改。',
);
const wish = (changes: Partial<Subscription>): Subscription => ({
  id: 's1' as Subscription['id'],
  address: { sink: 'terminal', to: 'here' },
  scope: { kind: 'regulator', id: 'cn-miit' as never },
  leastBand: 'watch',
  timing: 'at-once',
  language: 'en',
  role: null,
  server: null,
  owner: 'me',
  createdAt: NOW,
  disabled: null,
  ...changes,
});
const context = (changes: Partial<StageContext> = {}): StageContext => ({
  now: NOW,
  weights,
  alerted: new Map(),
  silences: [],
  firstSight: false,
  sectorOf: () => null,
  ...changes,
});
const told = (one: Notice, wishes: Subscription[], around: StageContext = context()) =>
  announce(one, wishes, around).deliveries.map(({ address }) => address.to);
const muted = (scope: Silence['scope']): Silence[] => [
  {
    id: 'q',
    address: { sink: 'terminal', to: 'here' },
    scope,
    until: (NOW + 1) as Instant,
    by: 'me',
    createdAt: NOW,
  },
];

describe('a list that is announced and not there', () => {
  it('is seen in the notice', () => {
    expect(announcesList(notice)).toBe(true);
    expect(announcesList({ ...notice, listElsewhere: false })).toBe(false);
    expect(announcesList({ ...notice, outlet: 'caixin' as never })).toBe(false);
  });

  it.each<[string, Partial<Subscription>, boolean]>([
    ['who follows the body', {}, true],
    ['who follows everything', { scope: { kind: 'all' } }, true],
    ['who follows another body', { scope: { kind: 'regulator', id: 'cn-cac' as never } }, false],
    [
      'who follows a company: nobody is named',
      { scope: { kind: 'company', id: 'tencent' as never } },
      false,
    ],
    ['who wants high bands only', { leastBand: 'high' }, false],
    ['who wants a digest', { timing: 'digest' }, false],
    ['an address that is gone', { disabled: { at: NOW, because: storedSentence('gone') } }, false],
  ])('is told to %s: %#', (_, changes, hears) => {
    expect(told(notice, [wish(changes)])).toEqual(hears ? ['here'] : []);
  });

  it('is told once to an address with two wishes', () => {
    const wishes = [wish({}), wish({ id: 's2' as never, scope: { kind: 'all' } })];
    expect(told(notice, wishes)).toEqual(['here']);
  });

  it.each<[string, StageContext]>([
    ['what lay there before the watch', context({ firstSight: true })],
    ['three days later', context({ now: (NOW + 3 * 86_400_000) as Instant })],
    [
      'where the body is muted',
      context({ silences: muted({ kind: 'regulator', id: 'cn-miit' as never }) }),
    ],
    ['where all is muted', context({ silences: muted({ kind: 'all' }) })],
  ])('is not told: %s', (_, around) => {
    expect(told(notice, [wish({})], around)).toEqual([]);
  });
});
