import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Share, shareOf } from '../train/grades.ts';

/** A label of an official page: what it is, and the listed companies that it acts against. */
const OfficialLabel = z.strictObject({
  /** First ten hex digits of the SHA-1 of its address; `*` = every page of the archive. */
  id: z.string(),
  archive: z.string(),
  authority: z.string(),
  date: z.iso.date().nullable(),
  url: z.string().nullable().default(null),
  kind: z.enum(['act', 'eased', 'none', 'paper']),
  /** Tickers of the companies; those that two careful readers may see otherwise are `optional`. */
  companies: z.array(z.string()).default([]),
  optional: z.array(z.string()).default([]),
  /** `fit` = somebody read it while the reader was made, `fresh` = nobody did. */
  seen: z.enum(['fit', 'fresh']),
});
export type OfficialLabel = z.infer<typeof OfficialLabel>;

/**
 * What the reader made of a page: tickers of each company that it tells, and whether it is an act.
 */
export interface OfficialAnswer {
  readonly isAct: boolean;
  readonly isEased: boolean;
  readonly companies: readonly (readonly string[])[];
}

export const OfficialText = z.object({
  id: z.string(),
  archive: z.string(),
  authority: z.string().nullish(),
  title: z.string().default(''),
  text: z.string().default(''),
  published: z.string().nullish(),
});
export type OfficialText = z.infer<typeof OfficialText>;

export function readOfficialLabels(path: string): OfficialLabel[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => OfficialLabel.parse(JSON.parse(line)));
}

interface OfficialTally {
  pages: number;
  /** Companies told, and those of them that the label has. */
  told: number;
  right: number;
  /** Companies of the labels, and those of them that were told. */
  wanted: number;
  found: number;
  /** Pages without an act of which something was told or read. */
  quiet: number;
  read: number;
  wrong: string[];
  missed: string[];
}

const blank = (): OfficialTally => ({
  pages: 0,
  told: 0,
  right: 0,
  wanted: 0,
  found: 0,
  quiet: 0,
  read: 0,
  wrong: [],
  missed: [],
});

/** Compares answers with labels, by `<authority> <seen>`. Texts without a label are left out. */
export function tallyOfficial(
  texts: Iterable<OfficialText>,
  labels: readonly OfficialLabel[],
  answerTo: (text: OfficialText) => OfficialAnswer,
): Map<string, OfficialTally> {
  const byId = new Map(labels.map((one) => [`${one.archive} ${one.id}`, one]));
  const tallies = new Map<string, OfficialTally>();
  for (const text of texts) {
    const label = byId.get(`${text.archive} ${text.id}`) ?? byId.get(`${text.archive} *`);
    if (label === undefined) continue;
    const key = `${label.authority} ${label.seen}`;
    const tally = tallies.get(key) ?? blank();
    tallies.set(key, tally);
    count(tally, text, label, answerTo(text));
  }
  return tallies;
}

const isOf = (tickers: readonly string[], list: readonly string[]): boolean =>
  tickers.some((one) => list.includes(one));

function count(
  tally: OfficialTally,
  { id, title }: OfficialText,
  label: OfficialLabel,
  answer: OfficialAnswer,
): void {
  const { kind, companies, optional } = label;
  const named = `${id} ${title.slice(0, 60)}`;
  tally.pages += 1;
  if (kind === 'none' || kind === 'paper') {
    tally.quiet += 1;
    tally.read += Number(answer.isAct);
  }
  // What is taken back must be told as such: as a step it is wrong.
  const isRightWay = answer.isEased === (kind === 'eased');
  const judged = answer.companies.filter((one) => !isRightWay || !isOf(one, optional));
  const isRight = (tickers: readonly string[]) => isRightWay && isOf(tickers, companies);
  tally.told += judged.length;
  tally.right += judged.filter(isRight).length;
  for (const [ticker] of judged.filter((one) => !isRight(one)))
    tally.wrong.push(`${named}: ${ticker}`);
  const found = companies.filter((one) => isRightWay && answer.companies.flat().includes(one));
  tally.wanted += companies.length;
  tally.found += found.length;
  for (const ticker of companies.filter((one) => !found.includes(one)))
    tally.missed.push(`${named}: ${ticker}`);
}

const inWords = ({ right, of, share, low, high }: Share): string =>
  of === 0 ? '–' : `${right} of ${of} (${share.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}])`;

/** The figures with every mistake. */
export function officialReport(tallies: ReadonlyMap<string, OfficialTally>): string {
  const rows = [...tallies].map(([key, tally]) => {
    const perThousand = tally.quiet === 0 ? '–' : ((1000 * tally.read) / tally.quiet).toFixed(1);
    return [
      `${key}: ${tally.pages} pages`,
      `  companies told rightly   ${inWords(shareOf(tally.right, tally.told))}`,
      `  companies found          ${inWords(shareOf(tally.found, tally.wanted))}`,
      `  no act, read as one      ${tally.read} of ${tally.quiet} (${perThousand} per 1,000)`,
      ...tally.wrong.map((line) => `    wrong   ${line}`),
      ...tally.missed.map((line) => `    missed  ${line}`),
    ].join('\n');
  });
  return `${rows.join('\n')}\n`;
}
