import { partsOf } from '../../domain/act-kind.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Measure } from '../../domain/measures.ts';
import { kindNamed } from '../../domain/old-acts.ts';
import { type CalendarDate, daysBetween } from '../../domain/time.ts';
import type { Trial } from './licence.ts';
import type { KnownNames } from './second-reader.ts';

/** A person's label of an act in a document. */
export interface LabelledAct {
  readonly type: string;
  readonly authority: string | null;
  readonly targets: readonly string[];
}

/** A confirmation by a second reader. */
export interface ConfirmedName {
  readonly name: string;
  /** The company, where the name is one's. */
  readonly company: string | null;
  readonly measure: Measure | null;
  readonly authority: { readonly id: RegulatorId | null; readonly name: string } | null;
  readonly day: CalendarDate;
}

/** Measures of label types for which the program has no type, or a narrower one. */
const FURTHER: Readonly<Record<string, readonly Measure[]>> = {
  probe: ['probe', 'review'],
  ordered: ['rectify', 'order', 'pause', 'data-stop'],
  suspended: ['pause', 'no-new-clients', 'licence'],
  banned: ['licence', 'block', 'sale-ban', 'purchase-ban', 'no-new-clients'],
  removed: ['delist-app'],
  criticised: ['name', 'warn'],
  rule: ['rule'],
  questioned: ['ask'],
  charged: ['charge'],
  sued: ['sue'],
  settled: ['pay'],
  raided: ['probe'],
  restricted: ['order', 'pause'],
};

/** The measures that a label's type may mean; none where the table has no row for it. */
export function measuresOfLabel(type: string): readonly Measure[] {
  const further = FURTHER[type];
  if (further !== undefined) return further;
  const known = kindNamed(type);
  const measure = known === null ? null : partsOf(known).measure;
  return measure === null ? [] : [measure];
}

/**
 * Whether a confirmed name agrees with the label in name, measure and authority. Null = the label
 * cannot tell (an act without a measure).
 */
export function isRight(
  confirmed: ConfirmedName,
  labels: readonly LabelledAct[],
  known: Pick<KnownNames, 'companyOf' | 'isAuthority'>,
): boolean | null {
  const named = labels.filter(({ targets }) =>
    targets.some((target) => isSameName(confirmed, target, known)),
  );
  if (named.length === 0) return false;
  const { measure } = confirmed;
  const measured = named.filter(
    ({ type }) => measure !== null && measuresOfLabel(type).includes(measure),
  );
  if (measured.length === 0)
    return named.some(({ type }) => measuresOfLabel(type).length === 0) ? null : false;
  const { authority } = confirmed;
  return measured.some(
    (labelledAct) =>
      labelledAct.authority === null ||
      (authority !== null && isSame(authority, labelledAct.authority, known)),
  );
}

/** The name as it was labelled, a part of it, or another name of the same company. */
function isSameName(
  { name, company }: ConfirmedName,
  label: string,
  { companyOf }: Pick<KnownNames, 'companyOf'>,
): boolean {
  if (label.includes(name) || name.includes(label)) return true;
  const own = company ?? companyOf(name);
  return own !== null && companyOf(label) === own;
}

function isSame(
  { id, name }: NonNullable<ConfirmedName['authority']>,
  label: string,
  { isAuthority }: Pick<KnownNames, 'isAuthority'>,
): boolean {
  const isPart = name !== '' && (label.includes(name) || name.includes(label));
  return isPart || (id !== null && isAuthority(id, label));
}

/** Days between two reports of one act, as for reports that confirm each other. */
const STORY_DAYS = 3;

/**
 * Counts distinct stories, however often a document or its like stands in the folder: a name, a
 * measure and an authority within days of each other are one story, and it is wrong where one
 * report of it was.
 */
export function countStories(
  judged: readonly { readonly confirmed: ConfirmedName; readonly right: boolean }[],
): Trial {
  const stories = new Map<string, { day: CalendarDate; right: boolean }[]>();
  for (const { confirmed, right } of judged.toSorted((a, b) =>
    a.confirmed.day < b.confirmed.day ? -1 : 1,
  )) {
    const { name, company, measure, authority, day } = confirmed;
    const key = [company ?? name, measure, authority?.id ?? authority?.name].join('|');
    const known = stories.get(key) ?? [];
    const last = known.at(-1);
    if (last !== undefined && daysBetween(last.day, day) <= STORY_DAYS) {
      last.right &&= right;
      last.day = day;
    } else known.push({ day, right });
    stories.set(key, known);
  }
  const all = [...stories.values()].flat();
  const good = all.filter(({ right }) => right).length;
  return { right: good, wrong: all.length - good };
}
