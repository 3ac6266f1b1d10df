import { afterEach, beforeEach, expect, test } from 'vitest';
import { savedStudies, saveStudy } from '../../../src/answers/study/saved-study.ts';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import { CALIBRATION, EVENT_STUDY } from '../../support/studies.ts';

let store: OpenStore;
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
});
afterEach(() => store.close());

test('nothing is kept before a study has run', async () => {
  expect(await savedStudies(store)()).toEqual({ calibration: null, events: null });
});

test('what a study found is kept with its moment and command, and the newest run replaces it', async () => {
  const kept = { at: 1, command: 'study calibration --seed 1', report: CALIBRATION };
  await saveStudy(store, 'calibration', kept);
  await saveStudy(store, 'calibration', { ...kept, at: 2 });
  await saveStudy(store, 'events', { at: 3, command: 'study events', report: EVENT_STUDY });
  expect(await savedStudies(store)()).toEqual({
    calibration: { ...kept, at: 2 },
    events: { at: 3, command: 'study events', report: EVENT_STUDY },
  });
});

test('a result of another shape counts as none', async () => {
  await store.remember(
    'study:events',
    JSON.stringify({ at: 1, command: 'x', report: { tables: 'none' } }),
  );
  expect((await savedStudies(store)()).events).toBeNull();
});
