import { load } from 'cheerio';
import type { Company } from '../../domain/company.ts';
import { withoutEnd } from '../../domain/edges.ts';
import type { PartialDate } from '../../domain/time.ts';
import { type KnownFirms, onceEach, type Proposal, proposalsOf, usable } from './proposal.ts';

/** Which company's report it is, what it is called, and its day. */
export interface Report {
  readonly company: Company;
  readonly source: string;
  readonly day: PartialDate;
}

/** How a table calls what follows: contracts, or subsidiaries. */
const BY_CONTRACT = ['variable interest', 'vie', 'affiliated entit', 'consolidated affiliated'];
const HEADINGS = [
  'subsidiar',
  'place of incorporation',
  'jurisdiction',
  'name',
  'percentage',
  'exhibit',
];
const FORMS = [
  'ltd',
  'limited',
  'inc',
  'llc',
  'corp',
  'gmbh',
  'pte',
  'b.v',
  's.a',
  'company',
  '公司',
  '合伙',
];

/**
 * Names of firms in a list of subsidiaries, exhibit 8 of a 20-F (HTML or text) or the table of an
 * A-share annual report (CSV, name in the first column that holds firms). A former name in
 * brackets, footnote marks and bullets are cut off.
 */
export function subsidiaryNames(
  text: string,
): { readonly name: string; readonly contract: boolean }[] {
  const lines = /<(?:html|table|p|div|body)\b/i.test(text) ? htmlCells(text) : textCells(text);
  let contract = false;
  const found = new Map<string, boolean>();
  for (const line of lines) {
    const lower = line.toLowerCase();
    const firm = firmIn(line);
    if (firm === null) {
      if (BY_CONTRACT.some((word) => lower.includes(word))) contract = true;
      else if (lower.includes('subsidiar')) contract = false;
    } else if (!found.has(firm)) found.set(firm, contract);
  }
  return [...found].map(([name, by]) => ({ name, contract: by }));
}

/** Attests or proposes every firm of the report's list as one of the company's. */
export function importSubsidiaries(
  text: string,
  report: Report,
  known: KnownFirms,
): {
  readonly rows: number;
  readonly proposals: readonly Proposal[];
  readonly problems: readonly string[];
} {
  const rows = subsidiaryNames(text);
  const read = rows.map(({ name, contract }) =>
    proposalsOf(
      {
        company: report.company,
        edge: 'entity',
        name,
        relation: contract ? 'contract' : 'subsidiary',
        because: `${report.source} lists “${name}”`,
        evidence: { kind: 'filing', source: report.source, day: report.day },
      },
      known,
    ),
  );
  return {
    rows: rows.length,
    proposals: onceEach(usable(read)),
    problems: read.filter((one) => typeof one === 'string'),
  };
}

function htmlCells(html: string): string[] {
  const $ = load(html);
  $('br').replaceWith('\n');
  const cells = $('td, th, p, li, div')
    .filter((_, node) => $(node).find('td, th, p, li, div').length === 0)
    .map((_, node) => $(node).text())
    .get();
  return cells.flatMap((cell) => cell.split('\n')).map(clean);
}

function textCells(text: string): string[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => line.split(/\t|\|| — | {3,}|,(?=[^\s])|","/).map(clean));
}

function clean(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * The firm that a cell names, without number, footnote mark and former name; null = the cell names
 * none.
 */
function firmIn(cell: string): string | null {
  const written = cell
    .trim()
    .replace(/^["'•·*\s]+|^\(?\d{1,3}[.)、]\s*/gu, '')
    .replace(/\((?:formerly|previously|the|“|")[^()]*\)/giu, '')
    .replace(/\(\d{1,2}\)$/u, '');
  const name = clean(withoutEnd(written, /[\s*†‡#"']/u));
  const lower = name.toLowerCase();
  const short = name.length >= 4 && name.length <= 110;
  const form = FORMS.some((one) => lower.endsWith(one) || lower.endsWith(`${one}.`));
  const heading = HEADINGS.some((word) => lower === word || lower.startsWith(`${word}s of`));
  return short && form && !heading && !/[:：;；]/u.test(name) ? name : null;
}
