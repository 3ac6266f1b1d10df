import {
  companyMeant,
  type LookupDeps,
  type LookupResult,
  type Meant,
  type Question,
} from './lookup-result.ts';

/** How a look-up is asked: the commands of the program and of Discord are made of these. */
interface LookupEntry {
  /**
   * What it is asked about: companies, the name of an app, or a notice by the reference of an alert
   * or by its company; null = nothing.
   */
  readonly argument: 'company' | 'name' | 'of' | null;
  /** How many of them at least, and at most. */
  readonly min: number;
  readonly max: number;
  /** Whether it is about the address that asks: always, or when no other subject is given. */
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

/** Every look-up, each in its own file, which is loaded when somebody asks. */
export const LOOKUPS = Object.entries(ENTRIES).map(
  ([name, entry]) => ({ name, ...entry }) as Lookup,
);

/**
 * Answers a look-up by its name; a company that is not found, or not for sure, is the answer
 * itself.
 */
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
