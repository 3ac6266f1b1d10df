import { expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { followUpCard } from '../../../src/pipeline/present/follow-up-card.ts';
import { aNotice, anAlert } from '../../base/store/build.ts';
import { NOON, signal } from '../../support/signals.ts';

const card = (since: number) =>
  followUpCard({
    alert: anAlert(),
    notice: aNotice(),
    language: 'en',
    now: NOON,
    deadline: '2021-08-25' as CalendarDate,
    regulator: null,
    companies: new Map(),
    issues: new Map(),
    // The alert was told under an older model, which gave 40.
    standings: [{ signal: signal({ after: 40 }), case: null, since, score: 15.9 }],
    baseRate: null,
  });
const text = (since: number) => JSON.stringify(card(since).sections);

test('the change since an alert is counted under the model of today', () => {
  expect(text(15.9)).toContain('15.9 (±0.0)');
  expect(text(12.4)).toContain('15.9 (+3.5)');
});

test('the message is found by its buttons, and shows no id', () => {
  const { reference, buttons, footer } = card(0);
  expect(buttons!.map((one) => one.act)).toEqual(
    ['details', 'why', 'mute'].map((act) => `${act}:${reference}`),
  );
  expect(footer).not.toContain(reference!);
});

test('says that no rate is known where none is of this authority', () => {
  expect(text(0)).toContain('No rate is known for such acts of this authority.');
});
