import type { LegalEntity } from '../../domain/company.ts';
import { withoutEdges } from '../../domain/edges.ts';
import { type KnownFirms, onceEach, type Proposal, proposalsOf, usable } from './proposal.ts';
import type { Report } from './subsidiaries.ts';

/** How a report says that a firm belongs to the group. */
export type ReportedLink = 'subsidiary' | 'contract' | 'associate' | 'joint-venture';

/** A firm that an annual report lists. */
export interface ReportedFirm {
  readonly name: string;
  readonly link: ReportedLink;
  /** Per cent, direct and indirect together; null = the table states none. */
  readonly share: number | null;
}

/** Headings of tables, the nearer above a row counts; null ends what stood before. */
const HEADINGS: readonly (readonly [RegExp, ReportedLink | 'mixed' | null])[] = [
  [/所有者权益份额发生变化|少数股东|关联(?:方|交易)|合并范围(?:的)?变[动更]|应收|应付/u, null],
  [/合营企业[^，。]{0,4}联营企业|联营企业[^，。]{0,4}合营企业|合营安排或联营/u, 'associate'],
  [/联营(?:企业|公司)|associat(?:es|ed compan)/iu, 'associate'],
  [/合营(?:企业|公司)|joint ventures?\b|jointly controlled/iu, 'joint-venture'],
  [
    /variable interest entit|\bvies?\b|consolidated affiliated entit|结构化主体|可变利益实体/iu,
    'contract',
  ],
  [/主要控股参股公司/u, 'mixed'],
  [
    /在子公司中的权益|企业集团的构成|(?:主要|重要)?子公司(?:情况|清单|列表)?|subsidiaries/iu,
    'subsidiary',
  ],
];
const CHINESE_FIRM =
  /^[(（]?[\p{Script=Han}A-Za-z0-9()（）·&\-—]{2,48}?(?:有限责任公司|股份有限公司|有限公司|分公司|公司|合伙企业(?:[(（](?:有限|普通|特殊普通)合伙[)）])?|集团)$/u;
const LATIN_FORMS: ReadonlySet<string> = new Set(
  'ltd limited inc llc corp corporation gmbh bv sa pte pty plc kk ag sas company lp'.split(' '),
);
/** Heads of columns that end like a firm: “Owned by the Company”. */
const COLUMN_HEAD = /^(?:name|owned|percentage|directly|indirectly|the) | by the company$/iu;
const PERCENT = /(?<![\d.,])(\d{1,3}(?:\.\d{1,4})?)\s*[%％]/gu;
const BARE_NUMBER = /^(\d{1,3}(?:\.\d{1,4})?)$/u;
const ACQUIRED = /设立|收购|企业合并|购买|划转|投资|受让/u;
const EDGE_MARKS = /[\s"'•·*†‡§#]/u;
const LIST_NUMBER = /^\(?\d{1,3}[.)、] ?(?=\D)/u;
const FOOTNOTE = /[(（](?:note |附注|注)?(?:\d{1,2}|[a-z])[)）]$/u;

/**
 * Firms in the tables of an annual report as text, a row a line with its cells apart by a bar, tab
 * or wide gap: 主要控股参股公司 and 在子公司中的权益 of an A-share report, “principal subsidiaries” of Hong Kong,
 * the note or exhibit 8.1 of a 20-F. Rows before the first heading are not read.
 */
export function reportedFirms(text: string): ReportedFirm[] {
  const firms = new Map<string, ReportedFirm>();
  let section: ReportedLink | 'mixed' | null = null;
  let open: readonly string[] = [];
  for (const line of text.split(/\r?\n/u)) {
    const cells = joined(open, cellsOf(line));
    open = [];
    const at = cells.findIndex(isFirm);
    if (at === -1) {
      const heading = HEADINGS.find(([words]) => line.length < LONGEST_HEADING && words.test(line));
      if (heading !== undefined) section = heading[1];
      else if (BEGUN.test(cells[0] ?? '')) open = cells;
      continue;
    }
    const link = section === null ? null : linkIn(section, cells);
    const name = cells[at]!;
    if (link !== null && !firms.has(name))
      firms.set(name, { name, link, share: shareIn(cells.slice(at + 1)) });
  }
  return [...firms.values()];
}

const LONGEST_HEADING = 160;
/** The first line of a name that its column was too narrow for. */
const BEGUN = /^\p{Script=Han}[\p{Script=Han}()（）]{3,40}$/u;
const LONGEST_REST = 6;

/** A row with what stood of its name in the line before. */
function joined(open: readonly string[], cells: readonly string[]): readonly string[] {
  const [rest = ''] = cells;
  if (open.length === 0 || rest.length > LONGEST_REST) return cells;
  const whole = `${open[0]}${rest}`;
  return CHINESE_FIRM.test(whole) ? [whole, ...open.slice(1), ...cells.slice(1)] : cells;
}

const cellsOf = (line: string): string[] =>
  line
    .split(/[|\t]| {2,}| — /u)
    .map(cleaned)
    .filter((cell) => cell !== '');

function cleaned(cell: string): string {
  const bare = withoutEdges(cell.replace(/\s+/gu, ' '), EDGE_MARKS);
  return withoutEdges(bare.replace(LIST_NUMBER, '').replace(FOOTNOTE, ''), EDGE_MARKS);
}

function isFirm(cell: string): boolean {
  if (CHINESE_FIRM.test(cell) && cell.length > LONGEST_REST) return true;
  const last = cell.split(' ').at(-1)!.toLowerCase().replace(/[.)]/gu, '');
  return (
    cell.length > LONGEST_REST &&
    cell.length < LONGEST_HEADING &&
    cell.includes(' ') &&
    LATIN_FORMS.has(last) &&
    !COLUMN_HEAD.test(cell)
  );
}

/** In a table of both, the row says what it is; null = neither. */
function linkIn(section: ReportedLink | 'mixed', cells: readonly string[]): ReportedLink | null {
  const text = cells.join(' ');
  if (/合营(?:企业|公司)/u.test(text)) return 'joint-venture';
  if (/联营(?:企业|公司)|参股(?:公司|企业)|(?<!控股)参股/u.test(text)) return 'associate';
  if (section !== 'mixed') return section;
  return /子公司|控股/u.test(text) ? 'subsidiary' : null;
}

/** Direct and indirect share together, or the highest that the row states. */
function shareIn(cells: readonly string[]): number | null {
  const stated = cells.flatMap((cell) =>
    [...cell.matchAll(PERCENT)].map((regExpExecArray) => Number(regExpExecArray[1])),
  );
  const how = cells.findIndex((cell) => ACQUIRED.test(cell));
  const bare = (how === -1 ? cells : cells.slice(0, how))
    .slice(-3)
    .flatMap((cell) => BARE_NUMBER.exec(cell.replace(/[%％]$/u, ''))?.[1] ?? [])
    .map(Number);
  const shares = (stated.length > 0 ? stated : bare).filter((one) => one > 0 && one <= 100);
  if (shares.length === 0) return null;
  const sum = shares.slice(0, 2).reduce((total, share) => total + share, 0);
  return Math.round((sum <= 100 ? sum : Math.max(...shares)) * 10_000) / 10_000;
}

const SAYS: Readonly<Record<ReportedLink, string>> = {
  subsidiary: 'a subsidiary that it consolidates',
  contract: 'a firm that it consolidates by contract',
  associate: 'an associate, which it does not control',
  'joint-venture': 'a joint venture, which it does not control alone',
};

/**
 * Attests or proposes every firm of a report. An associate or a joint venture is a stake and never
 * control: it becomes an affiliate, and contradicts an edge that calls it the group's own.
 */
export function importReport(
  text: string,
  report: Report,
  known: KnownFirms,
): {
  readonly rows: number;
  readonly proposals: readonly Proposal[];
  readonly problems: readonly string[];
} {
  const { company, source, day } = report;
  const firms = reportedFirms(text);
  const read = firms.map(({ name, link, share }) => {
    const part = share === null ? '' : `, ${share} %`;
    const because = `${source} lists “${name}” as ${SAYS[link]}${part}`;
    const evidence = { kind: 'filing' as const, source, day };
    if (link === 'subsidiary' || link === 'contract')
      return proposalsOf(
        { company, edge: 'entity', name, relation: link, because, evidence },
        known,
      );
    const own = company.entities.find((entity) => isSameFirm(entity, name, known));
    if (own === undefined)
      return proposalsOf(
        {
          company,
          edge: 'affiliate',
          name,
          relation: link === 'associate' ? 'affiliate' : link,
          because,
          evidence,
        },
        known,
      );
    const value = { edge: 'entity', name: own.name, relation: link };
    const wrong = `${because}; the registry has it as ${own.relation}`;
    return [{ company: company.id, do: 'contradict' as const, value, because: wrong, evidence }];
  });
  return {
    rows: firms.length,
    proposals: onceEach(usable(read)),
    problems: read.filter((one) => typeof one === 'string'),
  };
}

const isSameFirm = (entity: LegalEntity, name: string, known: KnownFirms): boolean => {
  const found = known.find(name);
  return found !== null && found !== 'several' && found.entity === entity;
};
