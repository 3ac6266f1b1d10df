import type { Sector, UniverseTable } from '../src/domain/catalog.ts';
import type { Company, Listing } from '../src/domain/company.ts';
import {
  attestsControl,
  type Evidence,
  isAttested,
  operatorEvidence,
} from '../src/domain/evidence.ts';

/** How many of something, and how many of them rest on evidence that somebody else can check. */
export type Attested = { readonly all: number; readonly attested: number };

export type CoverageLine = {
  readonly of: string;
  readonly companies: number;
  /** Companies with a listing that has not ended. */
  readonly listed: number;
  /** Companies that never had a listing; the rest were listed once. */
  readonly neverListed: number;
  readonly entities: Attested;
  readonly unsureEntities: number;
  readonly apps: Attested;
  readonly unsureApps: number;
  /** Listings, control, stakes, entities, affiliates and apps together. */
  readonly edges: Attested;
};

export type Coverage = {
  readonly total: CoverageLine;
  readonly bySector: readonly CoverageLine[];
  readonly byMarket: readonly CoverageLine[];
  readonly byEdge: readonly (Attested & { readonly of: string })[];
  readonly universe: UniverseCoverage;
  /** Firms of companies with apps, apart from the company itself and its branches. */
  readonly firms: readonly FirmCoverage[];
  /** Unverified edges that an importer could look up on a host with network. */
  readonly imports: readonly {
    readonly from: string;
    readonly reach: string;
    readonly edges: number;
  }[];
};

/** Two facts of a firm: that it runs an app or files for it, and whose it is. */
export type FirmCoverage = {
  readonly of: string;
  readonly companies: number;
  readonly firms: number;
  readonly operator: number;
  readonly control: number;
};

export type UniverseCoverage = {
  readonly asOf: string | null;
  /** Companies without a file. */
  readonly companies: number;
  readonly byMarket: readonly {
    readonly of: string;
    readonly listings: number;
    readonly listed: number;
    /** Listings that two lists or more have. */
    readonly confirmed: number;
  }[];
};

type CoverageEdge = { readonly evidence: readonly Evidence[] };

/** The edges of a company that carry evidence, by kind, in the order of a company file. */
const EDGE_KINDS: readonly (readonly [string, (company: Company) => readonly CoverageEdge[]])[] = [
  ['listings', (company) => company.listings],
  ['control', (company) => company.controlledBy],
  ['stakes', (company) => company.stakes],
  ['legal entities', (company) => company.entities],
  ['affiliates', (company) => company.affiliates],
  ['apps', (company) => company.apps],
];

const MARKETS: readonly (readonly [string, (listing: Listing) => boolean])[] = [
  ['Shanghai, Shenzhen, Beijing', ({ mic }) => ['XSHG', 'XSHE', 'BJSE'].includes(mic)],
  ['Hong Kong', ({ mic }) => mic === 'XHKG'],
  ['United States', ({ mic }) => ['XNYS', 'XNAS', 'XASE', 'OTCM'].includes(mic)],
  ['elsewhere', () => true],
];

/**
 * What the registry holds and how much of it is attested; `sectors` gives the order of the lines.
 */
export function coverage(
  companies: readonly Company[],
  sectors: readonly Sector[],
  universe: UniverseTable | null = null,
): Coverage {
  return {
    universe: universeCoverage(companies, universe),
    imports: IMPORTS.map(([from, reach, edges]) => ({
      from,
      reach,
      edges: companies.flatMap(edges).filter((edge) => !isAttested(edge.evidence)).length,
    })),
    firms: firmCoverage(companies),
    total: line('all', companies),
    bySector: sectors
      .filter((sector) => companies.some((company) => company.sector === sector.id))
      .map((sector) =>
        line(
          sector.en,
          companies.filter((company) => company.sector === sector.id),
        ),
      ),
    byMarket: [
      ...MARKETS.map(([name]) =>
        line(
          name,
          companies.filter((company) => marketOf(company) === name),
        ),
      ),
      line(
        'never listed',
        companies.filter((company) => marketOf(company) === null),
      ),
    ],
    byEdge: EDGE_KINDS.map(([name, edges]) => ({
      of: name,
      ...attested(companies.flatMap(edges)),
    })),
  };
}

/** What each importer asks about, and the edges that it could attest. */
const IMPORTS: readonly (readonly [
  from: string,
  reach: string,
  edges: (company: Company) => readonly CoverageEdge[],
])[] = [
  ['`import openfigi`', 'listings of all markets', (company) => company.listings],
  [
    '`import sec`',
    'listings of the United States',
    (company) => company.listings.filter(({ mic }) => MARKETS[2]![1]({ mic } as Listing)),
  ],
  [
    '`import gleif`',
    'legal entities that have an LEI, and their parents',
    (company) => company.entities,
  ],
  [
    '`import stores`',
    'apps with a package id',
    (company) => company.apps.filter((app) => app.packages.length > 0),
  ],
  [
    '`import app-filings`',
    'apps of companies from China',
    (company) => (company.country === 'CN' ? company.apps : []),
  ],
];

/** Companies with apps by market, and what attests of their firms. */
function firmCoverage(companies: readonly Company[]): FirmCoverage[] {
  const withApps = companies.filter((company) => company.apps.length > 0);
  const of = (name: string, some: readonly Company[]): FirmCoverage => {
    const firms = some.flatMap(({ entities }) => entities.filter(isOtherFirm));
    return {
      of: name,
      companies: some.length,
      firms: firms.length,
      operator: firms.filter(({ evidence }) => isAttested(operatorEvidence(evidence))).length,
      control: firms.filter(({ evidence }) => attestsControl(evidence)).length,
    };
  };
  return [
    of('all', withApps),
    ...[...MARKETS.map(([name]) => name), null].map((market) =>
      of(
        market ?? 'never listed',
        withApps.filter((company) => marketOf(company) === market),
      ),
    ),
  ];
}

/** A branch is a part of its firm, and a former name is the same firm. */
const isOtherFirm = ({ relation }: Company['entities'][number]): boolean =>
  !['self', 'former-name', 'branch'].includes(relation);

function universeCoverage(
  companies: readonly Company[],
  universe: UniverseTable | null,
): UniverseCoverage {
  const byMarket = MARKETS.slice(0, 3).map(([of]) => ({
    of,
    listings: 0,
    listed: 0,
    confirmed: 0,
  }));
  const add = ({ listings }: Company): void => {
    for (const listing of listings) {
      const market = byMarket[MARKETS.findIndex(([, holds]) => holds(listing))];
      if (market === undefined) continue;
      market.listings += 1;
      market.listed += listing.to === null ? 1 : 0;
      market.confirmed += new Set(listing.evidence.map((one) => one.source)).size > 1 ? 1 : 0;
    }
  };
  companies.forEach(add);
  for (const company of universe?.companies() ?? []) add(company);
  return { asOf: universe?.asOf ?? null, companies: universe?.size ?? 0, byMarket };
}

/**
 * Market of the first listing that is in force, else of the first there was; null = never listed.
 */
function marketOf(company: Company): string | null {
  const main = company.listings.find((listing) => listing.to === null) ?? company.listings[0];
  return main === undefined ? null : MARKETS.find(([, holds]) => holds(main))![0];
}

function line(of: string, companies: readonly Company[]): CoverageLine {
  const entities = companies.flatMap((company) => company.entities);
  const apps = companies.flatMap((company) => company.apps);
  return {
    of,
    companies: companies.length,
    listed: companies.filter((company) => company.listings.some((listing) => listing.to === null))
      .length,
    neverListed: companies.filter((company) => company.listings.length === 0).length,
    entities: attested(entities),
    unsureEntities: entities.filter((entity) => !entity.sure).length,
    apps: attested(apps),
    unsureApps: apps.filter((app) => !app.sure).length,
    edges: attested(EDGE_KINDS.flatMap(([, edges]) => companies.flatMap(edges))),
  };
}

function attested(edges: readonly CoverageEdge[]): Attested {
  return { all: edges.length, attested: edges.filter((edge) => isAttested(edge.evidence)).length };
}

/** `docs/coverage.md`. */
export function coveragePage(found: Coverage): string {
  const heading =
    '| companies | listed now | listed once | never listed | legal entities | unsure | apps | unsure | attested |';
  const rule = '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |';
  const table = (title: string, lines: readonly CoverageLine[]) =>
    [`| ${title} ${heading}`, rule, ...lines.map(row)].join('\n');
  return `# Coverage of the registry

Generated by \`node scripts/coverage.ts\` from \`config\`; do not edit.

An edge is **attested** when it rests on something that somebody else can check: an exchange's list, a filing, an
authority's notice, a privacy policy, an app store, a register, the press; whose a firm is rests on less (below). Everything else is **unverified** and shown so. **Unsure**
names were doubted by whoever wrote them down: a match on one goes to review and alerts nobody.

## Every listed company

${found.universe.companies} companies without a file, from public lists up to ${found.universe.asOf ?? 'no day'} ([config/universe](../config/universe/README.md)), beside the ${found.total.companies} with one below. Together, by
listing; **confirmed** = two lists or more have it:

| market | listings | listed now | ended | confirmed |
| --- | ---: | ---: | ---: | ---: |
${found.universe.byMarket.map((one) => `| ${one.of} | ${one.listings} | ${one.listed} | ${one.listings - one.listed} | ${percent({ all: one.listings, attested: one.confirmed })} |`).join('\n')}

## Companies with a file

${table('', [found.total])}

| edge | all | attested | share |
| --- | ---: | ---: | ---: |
${found.byEdge.map((edge) => `| ${edge.of} | ${edge.all} | ${edge.attested} | ${percent(edge)} |`).join('\n')}

## Who runs an app, and whose the firm is

Two facts, attested apart. That a firm **runs** an app is attested by an authority's list, a privacy policy, a store or an app filing. Whose it **is** is attested by a filing (annual
report, prospectus, announcement), an exchange, a register of shareholders or the group's own site, and by nothing else: a list of operators names no parent. Firms of companies with apps,
without the companies' own names and their branches:

| companies with apps | companies | firms | runs an app: attested | owner: attested |
| --- | ---: | ---: | ---: | ---: |
${found.firms.map(firmRow).join('\n')}

${table('sector', found.bySector)}

${table('main market', found.byMarket)}

## What an import with network would add

Each importer writes proposals (*attest* or *contradict*) that a person applies. At most so many unverified edges are in its reach:

| source | reach | unverified edges |
| --- | --- | ---: |
${found.imports.map((one) => `| ${one.from} | ${one.reach} | ${one.edges} |`).join('\n')}
`;
}

function firmRow({ of, companies, firms, operator, control }: FirmCoverage): string {
  const [runs, owner] = [operator, control].map(
    (many) => `${many} (${percent({ all: firms, attested: many })})`,
  );
  return `| ${of} | ${companies} | ${firms} | ${runs} | ${owner} |`;
}

function row(line: CoverageLine): string {
  const listedOnce = line.companies - line.listed - line.neverListed;
  return `| ${[
    line.of,
    line.companies,
    line.listed,
    listedOnce,
    line.neverListed,
    line.entities.all,
    line.unsureEntities,
    line.apps.all,
    line.unsureApps,
    percent(line.edges),
  ].join(' | ')} |`;
}

function percent({ all, attested }: Attested): string {
  return all === 0 ? '–' : `${((100 * attested) / all).toFixed(1)} %`;
}
