import type { Act } from '../../src/domain/act.ts';
import { kindOf } from '../../src/domain/act-kind.ts';
import { type Company, listingsOn, tickerOf } from '../../src/domain/company.ts';
import type { Mapping } from '../../src/domain/exposure.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { Regulator } from '../../src/domain/regulator.ts';
import type { CalendarDate } from '../../src/domain/time.ts';
import type { Prediction } from './corpus.ts';

/** Our finer kinds in the words of the corpus; what is missing is no act there. */
const CORPUS_TYPE: Readonly<Partial<Record<string, string>>> = {
  'name/criticised': 'criticised',
  name: 'named',
  warn: 'named',
  charge: 'named',
  rectify: 'rectification-ordered',
  order: 'rectification-ordered',
  'missed-deadline': 'named',
  summon: 'summoned',
  fine: 'fined',
  pay: 'fined',
  'deal/prohibited': 'banned',
  pause: 'under-review',
  probe: 'under-review',
  sue: 'under-review',
  review: 'under-review',
  'delist-app': 'removed-from-stores',
  'no-new-clients': 'registration-suspended',
  licence: 'banned',
  block: 'banned',
  'data-stop': 'banned',
  'inputs-cut': 'banned',
  listing: 'banned',
};

function corpusType(act: Act): string | null {
  if (act.measure === 'rule') return act.posture === 'proposed' ? 'rule-proposed' : 'rule-enacted';
  return CORPUS_TYPE[kindOf(act)] ?? CORPUS_TYPE[act.measure ?? ''] ?? null;
}

export interface KnownNames {
  readonly regulators: ReadonlyMap<string, Regulator>;
  readonly companies: ReadonlyMap<string, Company>;
}

/**
 * A Notice and its Mapping in the keys of the corpus' labels. `via` and `store` exposures are shown
 * by us and are no answer there.
 */
export function predictionOf(
  id: string,
  notice: Notice,
  mapping: Mapping | null,
  known: KnownNames,
  day: CalendarDate,
): Prediction {
  const types = [
    ...new Set(notice.actions.map((one) => corpusType(one.act)).filter((one) => one !== null)),
  ];
  const isAction = notice.verdict === 'action' && types.length > 0;
  return {
    id,
    isAction,
    regulator:
      notice.regulator === null
        ? null
        : (known.regulators.get(notice.regulator.value)?.short ?? notice.regulator.value),
    actionTypes: isAction ? types : [],
    deadline: notice.deadline?.value ?? null,
    batch: notice.batch?.value ?? null,
    counts:
      notice.counts.apps === null
        ? null
        : {
            apps: notice.counts.apps.value,
            parts: Object.fromEntries(notice.counts.parts.map((one) => [one.name, one.count])),
          },
    apps: notice.mentions
      .filter((one) => one.role === 'subject' && one.kind !== 'entity')
      .map(appOf),
    companies: mapping === null ? [] : companiesOf(mapping, known, day),
  };
}

function appOf(mention: Notice['mentions'][number]): Prediction['apps'][number] {
  const [first, ...rest] = mention.rows;
  return {
    name: mention.name,
    developer: mention.developer,
    version: first?.version ?? null,
    store: first?.store ?? null,
    issues: [...new Set(mention.rows.flatMap((row) => row.accusations.map((one) => one.phrase)))],
    developerInherited: mention.developerInherited,
    extra: rest.map((row) => ({
      store: row.store,
      version: row.version,
      issue: row.accusations[0]?.phrase ?? null,
    })),
  };
}

function companiesOf(
  mapping: Mapping,
  known: KnownNames,
  day: CalendarDate,
): Prediction['companies'] {
  const ids = [
    ...new Set(
      mapping.exposures.filter((one) => one.edge === 'operator').map((one) => one.company),
    ),
  ];
  return ids.flatMap((id) => {
    const company = known.companies.get(id);
    if (company === undefined) return [];
    const [ticker, ...altTickers] = listingsOn(company, day).map(tickerOf);
    const names = [
      company.name.en,
      company.name.zh,
      ...company.aliases.map((one) => one.name),
    ].filter((one) => one !== null);
    const via = mapping.exposures
      .filter((one) => one.company === id)
      .flatMap((one) => one.apps.map((app) => app.name));
    return [
      {
        name: names[0]!,
        ticker: ticker ?? null,
        altTickers,
        altNames: names.slice(1),
        via,
        listed: ticker !== undefined,
      },
    ];
  });
}
