import {
  companyMeant,
  type LookupDeps,
  type LookupResult,
  type Meant,
  type Question,
} from './lookup-result.ts';

/** A look-up, from which the commands of the terminal and of Discord are made. */
interface LookupEntry {
  /**
   * Its argument: companies, the name of an app, an authority, or a notice by the reference of an
   * alert or by its company; null = none.
   */
  readonly argument: 'company' | 'name' | 'authority' | 'of' | null;
  /** Least and greatest number of arguments. */
  readonly min: number;
  readonly max: number;
  /** Whether it concerns the asking address: always, or when no other subject is given. */
  readonly visibility: 'always' | 'unasked' | null;
  /** Its file; `meant` = the companies that were named, where it takes companies. */
  readonly load: () => Promise<{
    lookUp(question: Question, deps: LookupDeps, meant: readonly Meant[]): Promise<LookupResult>;
  }>;
}

const single = { min: 1, max: 1, visibility: null };
const maybe = { min: 0, max: 1, visibility: 'unasked' } as const;

const ENTRIES = {
  risk: { argument: 'company', ...single, load: () => import('./risk.ts') },
  why: { argument: 'company', ...single, load: () => import('./why.ts') },
  history: { argument: 'company', ...single, load: () => import('./history.ts') },
  authority: { argument: 'authority', ...single, load: () => import('./authority.ts') },
  app: { argument: 'name', ...single, load: () => import('./app.ts') },
  compare: {
    argument: 'company',
    min: 2,
    max: 5,
    visibility: null,
    load: () => import('./compare.ts'),
  },
  notice: { argument: 'of', ...single, min: 0, load: () => import('./notice.ts') },
  deadlines: { argument: 'company', ...maybe, load: () => import('./deadlines.ts') },
  unconfirmed: { argument: 'company', ...maybe, load: () => import('./unconfirmed.ts') },
  coverage: { argument: null, ...single, min: 0, load: () => import('./coverage.ts') },
  whynot: {
    argument: 'of',
    ...single,
    min: 0,
    visibility: 'always',
    load: () => import('./whynot.ts'),
  },
} satisfies Record<string, LookupEntry>;

export type Lookup = LookupEntry & { readonly name: keyof typeof ENTRIES };

/** Every look-up; its file is loaded at first use. */
export const LOOKUPS = Object.entries(ENTRIES).map(
  ([name, entry]) => ({ name, ...entry }) as Lookup,
);

/** Runs a look-up by its name; an unknown or ambiguous company is an answer of its own. */
export async function lookUp(
  name: Lookup['name'],
  question: Question,
  deps: LookupDeps,
): Promise<LookupResult> {
  const { argument: takes, load }: LookupEntry = ENTRIES[name];
  const meant: Meant[] = [];
  for (const query of takes === 'company' ? question.words : []) {
    const taken = companyMeant(query, question.at, deps);
    if (!taken.found) return taken;
    meant.push(taken);
  }
  return (await load()).lookUp(question, deps, meant);
}
