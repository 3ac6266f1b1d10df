import type { LookupDeps, LookupResult, Question } from './lookup-result.ts';

/** One look-up: the commands of the program and of Discord are made of these. */
export interface Lookup {
  readonly name:
    | 'risk'
    | 'why'
    | 'history'
    | 'app'
    | 'compare'
    | 'notice'
    | 'deadlines'
    | 'unconfirmed'
    | 'coverage'
    | 'whynot';
  /** What it is asked about: companies, the name of an app, or a notice by the reference of an alert or by its company; null = nothing. */
  readonly takes: 'company' | 'name' | 'of' | null;
  /** How many of them at least, and at most. */
  readonly least: number;
  readonly most: number;
  /** Whether it tells of the address that asks: always, or where it is asked about nothing else. */
  readonly own: 'always' | 'unasked' | null;
  readonly load: () => Promise<{ lookUp(question: Question, deps: LookupDeps): Promise<LookupResult> }>;
}

const one = { least: 1, most: 1, own: null } as const;
const maybe = { least: 0, most: 1, own: 'unasked' } as const;

/** Every look-up, each in its own file, which is loaded when somebody asks. */
export const LOOKUPS: readonly Lookup[] = [
  { name: 'risk', takes: 'company', ...one, load: () => import('./risk.ts') },
  { name: 'why', takes: 'company', ...one, load: () => import('./why.ts') },
  { name: 'history', takes: 'company', ...one, load: () => import('./history.ts') },
  { name: 'app', takes: 'name', ...one, load: () => import('./app.ts') },
  { name: 'compare', takes: 'company', least: 2, most: 5, own: null, load: () => import('./compare.ts') },
  { name: 'notice', takes: 'of', ...one, least: 0, load: () => import('./notice.ts') },
  { name: 'deadlines', takes: 'company', ...maybe, load: () => import('./deadlines.ts') },
  { name: 'unconfirmed', takes: 'company', ...maybe, load: () => import('./unconfirmed.ts') },
  { name: 'coverage', takes: null, ...one, least: 0, load: () => import('./coverage.ts') },
  { name: 'whynot', takes: 'of', ...one, own: 'always', load: () => import('./whynot.ts') },
];

/** Answers a look-up by its name. */
export async function lookUp(
  name: Lookup['name'],
  question: Question,
  deps: LookupDeps,
): Promise<LookupResult> {
  const { load } = LOOKUPS.find((each) => each.name === name)!;
  return (await load()).lookUp(question, deps);
}
