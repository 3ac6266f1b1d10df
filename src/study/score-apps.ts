import type { GoldApp, GoldLabel, Prediction } from './corpus.ts';
import type { Say, StudyFigures } from './figures.ts';
import { count } from './tally.ts';

/** The key by which the corpus compares names. */
export const appKey = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s《》〈〉"'“”‘’「」『』`´]/gu, '');

/** Apps by name, and their fields wherever the label has a value. */
export function scoreApps(to: StudyFigures, gold: GoldLabel, got: Prediction, say: Say): void {
  const rightApps = new Map<string, GoldApp>(gold.apps.map((one) => [appKey(one.name), one]));
  const optional = new Set(gold.appsOptional.map((one) => appKey(one.name)));
  const given = new Map(got.apps.map((one) => [appKey(one.name), one]));
  for (const [key, app] of given) {
    const right = rightApps.get(key);
    if (right !== undefined) {
      to.apps.right += 1;
      scoreAppFields(
        to,
        right,
        got.apps.filter((one) => appKey(one.name) === key),
        say,
      );
    } else if (!optional.has(key)) {
      to.apps.wrong += 1;
      say('app', 'not censured', app.name);
    }
  }
  for (const [key, app] of rightApps) {
    if (given.has(key)) continue;
    to.apps.missed += 1;
    if (got.isAction) say('app', app.name, 'missing');
  }
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
const versionKey = (text: string) => plain(text).replace(/^版本/u, '');

function scoreAppFields(to: StudyFigures, right: GoldApp, given: Prediction['apps'], say: Say): void {
  const answers = (pick: (one: Prediction['apps'][number]) => (string | null)[]) =>
    given.flatMap(pick).filter((one) => one !== null);
  const judge = (
    field: 'developer' | 'version' | 'store',
    wanted: (string | null)[],
    got: string[],
    key: (text: string) => string,
  ) => {
    if (wanted[0] === null && wanted.every((one) => one === null)) return;
    if (right[field] === null) return;
    const keys = new Set(wanted.filter((one) => one !== null).map(key));
    const hit = got.some((one) => keys.has(key(one)));
    count(to[field], hit);
    if (!hit) say('app field', `${right.name} ${field} ${right[field]}`, got);
  };
  judge(
    'developer',
    [right.developer],
    answers((one) => [one.developer]),
    plain,
  );
  judge(
    'version',
    [right.version, ...right.extra.map((one) => one.version)],
    answers((one) => [one.version]),
    versionKey,
  );
  judge(
    'store',
    [right.store, ...right.extra.map((one) => one.store)],
    answers((one) => [one.store]),
    plain,
  );
}
