import { describe, expect, test } from 'vitest';
import type { ActKind } from '../../../src/domain/act-kind.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import {
  closes,
  decides,
  endsWithDecision,
  followsAnApp,
  hitsCompany,
  isAlike,
  isBornClosed,
  isFine,
  isListing,
  matterOf,
  opens,
  stopsListing,
} from '../../../src/pipeline/score/kinds.ts';
import { step } from './building.ts';

const of = (kind: ActKind, act: object = {}, more: object = {}): RegulatoryEvent => {
  const event = step('2022-01-10', kind, more);
  return { ...event, act: { ...event.act, ...act } };
};

test.each<[ActKind, boolean, boolean]>([
  ['licence', true, false],
  ['licence/unlicensed', true, false],
  ['licence/refused', true, false],
  ['licence/revoked', false, false],
  ['licence/shut', false, false],
  ['listing', true, true],
  ['listing/stopped', true, true],
  ['listing/suspended', true, true],
  ['listing/delisted', false, false],
  ['listing/risk', false, false],
  ['invest-ban', false, false],
  ['lifted', false, false],
])('%s hits the company as a whole: %s; stops its listing: %s', (kind, whole, stops) => {
  expect(hitsCompany(['name', kind])).toBe(whole);
  expect(stopsListing(kind)).toBe(stops);
});

test.each<[ActKind, ActKind, boolean]>([
  ['fine', 'pay/ordered', true],
  ['fine', 'fine', true],
  ['summon', 'summon', true],
  ['summon', 'delist-app', false],
  ['warn', 'charge', true],
  ['warn', 'rectify', false],
  ['block', 'licence/shut', true],
  ['block', 'sale-ban', false],
  ['lifted', 'annulled', true],
  ['lifted', 'fine', false],
  ['fine', 'lifted', false],
])('%s and %s may be one act: %s', (kind, other, alike) => {
  expect(isAlike(kind, other)).toBe(alike);
});

test.each<[ActKind, boolean, boolean, boolean]>([
  // It is over as it is stated, it opens a case, it is a list's.
  ['commit', true, false, false],
  ['deal/prohibited', true, false, false],
  ['deal', true, false, false],
  ['deal/review', false, false, false],
  ['summon', false, true, false],
  ['probe', false, true, false],
  ['review', false, true, false],
  ['name', false, false, true],
  ['warn', false, false, true],
  ['ask', false, false, true],
  ['rectify', false, false, true],
  ['order', false, false, false],
  ['lifted', false, false, false],
])('%s: over at once %s, opens %s, listing %s', (kind, closed, opening, listing) => {
  expect(isBornClosed(of(kind))).toBe(closed);
  expect(opens(of(kind))).toBe(opening);
  expect(isListing(kind)).toBe(listing);
});

test('a fine for a deal is over as it is stated, another one is not', () => {
  const deal = { object: { kind: 'deal', name: null } };
  expect(isBornClosed(of('fine', {}, deal))).toBe(true);
  expect(isBornClosed(of('fine'))).toBe(false);
  expect(isBornClosed(of('order', {}, deal))).toBe(false);
  expect([of('fine'), of('pay/ordered'), of('duty')].map(isFine)).toEqual([true, true, false]);
});

describe('a decision of a matter', () => {
  test.each<[ActKind, object, boolean]>([
    ['fine', {}, true],
    ['order', {}, true],
    ['order', { posture: 'proposed' }, false],
    ['order', { posture: 'charged' }, false],
    ['order', { posture: 'interim' }, false],
    ['deal/cleared', {}, true],
    ['deal/review', { posture: 'final' }, false],
    ['name', {}, false],
    ['probe', {}, false],
    ['lifted', {}, false],
  ])('%s %j: %s', (kind, act, is) => {
    expect(decides(of(kind, act))).toBe(is);
  });

  test.each<[ActKind, boolean]>([
    ['rectify', true],
    ['missed-deadline', true],
    ['order', false],
    ['deal/review', true],
    ['deal/cleared', false],
    ['deal', false],
    ['name', true],
    ['summon', true],
    ['probe', true],
    ['charge', true],
    ['delist-app', false],
    ['fine', false],
    ['lifted', false],
  ])('%s ends with it: %s', (kind, is) => {
    expect(endsWithDecision(of(kind))).toBe(is);
  });

  test('a review form of another measure does not end with it', () => {
    expect(endsWithDecision(of('order', { form: 'review' }))).toBe(false);
  });
});

test.each<[ActKind, boolean, boolean]>([
  ['delist-app', true, false],
  ['missed-deadline', true, false],
  ['rectify', false, false],
  ['lifted', false, true],
])('%s follows an app: %s; only changes another act: %s', (kind, follows, changes) => {
  expect(followsAnApp(of(kind))).toBe(follows);
  expect(closes(of(kind))).toBe(changes);
});

test.each<[string, RegulatoryEvent, string | null]>([
  ['the matter of the act', of('name', { matter: 'a', programme: 'p' }, { matter: 'b' }), 'a'],
  ['the matter of the event', of('name', { programme: 'p' }, { matter: 'b' }), 'b'],
  ['the programme of a list of firms', of('military-list', { programme: 'p' }), 'p'],
  ['the same of a list of exports', of('sales-cut', { programme: 'p' }), 'p'],
  ['no programme of another act', of('name', { programme: 'p' }), null],
  ['none of an effect', of('lifted', { programme: 'p' }), null],
  ['nothing', of('military-list'), null],
])('acts are joined by %s', (_, event, matter) => {
  expect(matterOf(event)).toBe(matter);
});
