import { expect, test } from 'vitest';
import { eventWithAct, noticeWithActs } from '../../../src/base/store/stored-acts.ts';
import { Act } from '../../../src/domain/act.ts';

const fine = { currency: 'CNY', amount: 500_000, share: null };

test('a step of version 0.1 gets the act that its gravest type says, and nothing more', () => {
  const old = {
    types: ['named', 'removed-from-stores'],
    deadline: '2021-08-25',
    matter: 'x',
    fine: null,
    companyWide: false,
    apps: [{ name: 'WeChat' }],
  };
  const made = eventWithAct<Record<string, unknown>>(old);
  expect(made).toMatchObject({ ...old, object: { kind: 'app' }, grade: 'confirmed', share: null });
  expect(Act.parse(made.act)).toMatchObject({
    measure: 'delist-app',
    posture: 'final',
    deadline: '2021-08-25',
    matter: 'x',
    market: null,
    checked: null,
  });
  expect(eventWithAct(made)).toBe(made);
});

test('a merger fine is a fine for a deal; a closing is an effect', () => {
  const step = { types: ['merger-fined'], deadline: null, matter: null, fine, apps: [] };
  expect(eventWithAct({ ...step, companyWide: true })).toMatchObject({
    act: { measure: 'fine', size: [{ ...fine, kind: 'penalty', stage: 'final' }] },
    object: { kind: 'deal' },
  });
  expect(eventWithAct({ ...step, fine: null, types: ['closed'], companyWide: true })).toMatchObject(
    {
      act: { measure: null, effect: 'dropped', on: [] },
      object: { kind: 'company' },
    },
  );
});

test('a notice of version 0.1 gets the acts of its actions and of what nobody confirmed', () => {
  const old = {
    deadline: { value: '2021-08-25' },
    actions: [{ type: 'rectification-ordered', fine: null }],
    unconfirmed: [{ type: 'fined', fine }],
  };
  const made = noticeWithActs(old);
  expect(made).toMatchObject({
    actions: [
      { act: { measure: 'rectify', deadline: '2021-08-25' }, object: null, grade: 'confirmed' },
    ],
    unconfirmed: [{ act: { measure: 'fine', size: [{ amount: 500_000 }] } }],
  });
  expect(made).not.toHaveProperty('persons');
});
