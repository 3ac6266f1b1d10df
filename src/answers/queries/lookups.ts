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
  readonly takes: 'company' | 'name' | 'of' | null;
  /** How many of them at least, and at most. */
  readonly least: number;
  readonly most: number;
  /** Whether it tells of the address that asks: always, or where it is asked about nothing else. */
  readonly own: 'always' | 'unasked' | null;
  /** Its file; `meant` = the companies that were named, where it takes companies. */
  readonly load: () => Promise<{
    lookUp(question: Question, deps: LookupDeps, meant: readonly Meant[]): Promise<LookupResult>;
  }>;
}

const one = { least: 1, most: 1, own: null };
const maybe = { least: 0, most: 1, own: 'unasked' } as const;

const ENTRIES = {
  risk: { takes: 'company', ...one, load: () => import('./risk.ts') },
  why: { takes: 'company', ...one, load: () => import('./why.ts') },
  history: { takes: 'company', ...one, load: () => import('./history.ts') },
  app: { takes: 'name', ...one, load: () => import('./app.ts') },
  compare: { takes: 'company', least: 2, most: 5, own: null, load: () => import('./compare.ts') },
  notice: { takes: 'of', ...one, least: 0, load: () => import('./notice.ts') },
  deadlines: { takes: 'company', ...maybe, load: () => import('./deadlines.ts') },
  unconfirmed: { takes: 'company', ...maybe, load: () => import('./unconfirmed.ts') },
  coverage: { takes: null, ...one, least: 0, load: () => import('./coverage.ts') },
  whynot: { takes: 'of', ...one, least: 0, own: 'always', load: () => import('./whynot.ts') },
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
  const { takes, load }: LookupEntry = ENTRIES[name];
  const meant: Meant[] = [];
  for (const query of takes === 'company' ? question.words : []) {
    const taken = companyMeant(query, question.at, deps);
    if (!taken.found) return taken;
    meant.push(taken);
  }
  return (await load()).lookUp(question, deps, meant);
}
