import { type ActKind, partsOf } from '../../src/domain/act-kind.ts';
import type { Effect, Measure } from '../../src/domain/measures.ts';
import { agrees, type LabelledDocument } from './dataset.ts';
import type { Example } from './examples.ts';

/**
 * How often type and authority of a step are read right, of the labelled names that the reader
 * looks at. Not weighted.
 */
export interface StepQuality {
  readonly names: number;
  readonly typeRight: number;
  /** Names whose label states an authority, and how often the same words are read. */
  readonly withAuthority: number;
  /** Of these, names at which an authority is read at all. */
  readonly authorityRead: number;
  readonly authorityRight: number;
  /** Others that are described in words of their own, with the country of the label. */
  readonly authorityDescribed: number;
  /** Names whose label states a country, and how often the authority that is read is of it. */
  readonly withCountry: number;
  readonly countryRead: number;
  readonly countryRight: number;
}

/** What a label's type may be in the table of measures. */
const TYPES: Readonly<Record<string, readonly (Measure | Effect)[]>> = {
  named: ['name', 'finding'],
  ordered: ['rectify', 'order', 'ask', 'commit'],
  summoned: ['summon'],
  probe: ['probe', 'sue', 'charge'],
  suspended: ['pause', 'no-new-clients'],
  removed: ['delist-app'],
  fined: ['fine', 'pay', 'charge'],
  banned: [
    'block',
    'licence',
    'inputs-cut',
    'military-list',
    'listing',
    'purchase-ban',
    'sale-ban',
  ],
  criticised: ['warn'],
  rule: ['rule'],
  eased: ['dropped', 'lifted', 'withdrawn', 'annulled', 'reduced', 'stayed', 'upheld'],
};

type LabelledStep = LabelledDocument['label']['steps'][number];

/**
 * Compares what is read at the first sentence with the most steps of each name with its label;
 * neither is learnt.
 */
export function stepQuality(examples: readonly Example[]): StepQuality {
  const pairs = examples.flatMap(({ document, written, read }) => {
    const labels = document.label.steps.filter((one) =>
      one.targets.some((target) => written.some((name) => agrees(name, target))),
    );
    return labels.length === 0 ? [] : [{ labels, read }];
  });
  const count = (holds: (one: (typeof pairs)[number]) => boolean) => pairs.filter(holds).length;
  const states = (key: 'authority' | 'country') => (one: (typeof pairs)[number]) =>
    one.labels.some((label) => label[key] != null);
  const isNamed = ({ labels, read }: (typeof pairs)[number]) =>
    labels.some(
      ({ authority }) => authority != null && read.names.some((name) => agrees(name, authority)),
    );
  const isDescribed = ({ labels, read }: (typeof pairs)[number]) =>
    !read.isKnown && labels.some(({ country }) => country != null && country === read.country);
  const isType = (label: LabelledStep, kind: ActKind) => {
    const { measure, effect } = partsOf(kind);
    return TYPES[label.type ?? '']?.includes(measure ?? effect!) ?? false;
  };
  return {
    names: pairs.length,
    typeRight: count(({ labels, read }) => labels.some((label) => isType(label, read.kind))),
    withAuthority: count(states('authority')),
    authorityRead: count((pair) => states('authority')(pair) && pair.read.names.length > 0),
    authorityRight: count((pair) => states('authority')(pair) && isNamed(pair)),
    authorityDescribed: count(
      (pair) => states('authority')(pair) && !isNamed(pair) && isDescribed(pair),
    ),
    withCountry: count(states('country')),
    countryRead: count((pair) => states('country')(pair) && pair.read.country !== null),
    countryRight: count(({ labels, read }) =>
      labels.some(({ country }) => country != null && read.country === country),
    ),
  };
}
