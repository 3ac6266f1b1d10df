import type { Measure } from '../../../../domain/measures.ts';
import type { Fine } from '../../../../domain/notice.ts';
import type { RecordWords } from '../../../../domain/record-words.ts';
import { type CalendarDate, dayOf, daysBetween } from '../../../../domain/time.ts';
import type { DecisionWords } from '../../../../domain/words.ts';
import type { FindNames } from '../../../../knowledge/names/finder.ts';
import { daysIn } from '../../dates/days.ts';
import { foldUnits } from '../../document/fold-units.ts';
import { moneyIn } from '../../document/money.ts';
import type { Line, Page } from '../../document/page.ts';
import { compileMeasures, type DecidedMeasure, gravest } from '../decided-measures.ts';
import type { PartyDecision } from '../decision.ts';
import type { NamesOfPage } from '../release-names.ts';
import { compileColumns, type RecordCell, type RecordRow } from './columns.ts';
import { compileRecordParties, lineOf, type RecordParty } from './record-parties.ts';
import {
  cardsOf,
  itemNames,
  itemSentences,
  namesWithSums,
  type RecordSet,
  recordSets,
} from './record-sets.ts';

/**
 * The acts of a page that lists them: one party a row, with what its row says is done. Null where
 * the page lists none.
 */
export type FindActRecords = (page: Page, published: CalendarDate | null) => PartyDecision | null;

/** Measures of titles below which bare names are a list. */
const LISTS: readonly Measure[] = ['inputs-cut', 'sales-cut', 'military-list', 'invest-ban'];

/** A row whose day lies further back is told as background. */
const OLD_DAYS = 200;

/** A title that says that something is imposed, and not what a fund or a unit is called. */
const IMPOSES =
  /\bfine[sd]?\b|\bimpos|\bissue[sd]?\b|\bsanction|罚|责令|措施|处分|警示|通报|不合格|不符合/iu;

/** What the title of a list says of its rows. */
interface ListTitle {
  readonly measures: readonly DecidedMeasure[];
  readonly imposes: boolean;
  readonly isOfFines: boolean;
  /** Names below it are a list. */
  readonly isList: boolean;
}

/** Compiles the words of `config/words/records.yml`, with the measures of decisions. */
export function compileActRecords(
  words: RecordWords,
  decisions: DecisionWords,
  companies: FindNames<'company'>,
  namesOfPage: NamesOfPage,
): FindActRecords {
  const naming = compileColumns(words);
  const partiesIn = compileRecordParties(words, decisions, companies);
  const find = {
    zh: compileMeasures(decisions.measures, decisions.intended),
    en: compileMeasures(words.measures, []),
  };
  const empty = new Set(words.empty);
  const does = new Set(words.does);
  const measuresIn = (line: Line): DecidedMeasure[] => [
    ...find.zh(line, false),
    ...(HAN.test(line.text) ? [] : find.en(line, false)),
  ];

  /** What the cells of one row say is done; null where they say that nothing is. */
  function decidedIn(
    row: RecordRow,
    { heads, columns }: RecordSet,
    isFined: boolean,
  ): DecidedMeasure[] | null {
    const acting = row.flatMap((cell, at) => {
      const [column, head] = [columns[at], heads[at]!];
      const isSum = column === 'sum' && (PUNISHES.test(head) || isFined);
      return column === 'measure' || isSum ? [{ cell, head, column }] : [];
    });
    const filled = acting.filter(({ cell }) => !empty.has(cell.text.trim().toLowerCase()));
    if (acting.length > 0 && filled.every(({ cell }) => cell.text.trim() === '')) return null;
    return gravest(
      filled.flatMap(({ cell, head, column }): DecidedMeasure[] => {
        const said = does.has(cell.text.trim().toLowerCase()) ? { ...cell, text: head } : cell;
        const found = measuresIn(lineOf(said));
        return column === 'sum' && found.length === 0 ? fineOf(cell, head) : found;
      }),
    );
  }

  /** What a row does; none where it says that nothing is done. */
  function measuresOf(row: RecordRow, set: RecordSet, title: ListTitle): readonly DecidedMeasure[] {
    const decided = decidedIn(row, set, title.isOfFines);
    if (decided === null || decided.length > 0) return decided ?? [];
    // Below "Additions to the Entity List", or beside what each did, a name alone is enough.
    const isSaid = title.isList || (title.imposes && set.columns.includes('breach'));
    return isSaid ? title.measures : [];
  }

  function titleOf(page: Page): ListTitle {
    const title = page.sentences.filter(({ place }) => place === 'title');
    const measures = gravest(title.flatMap(measuresIn));
    const imposes = title.some(({ text }) => IMPOSES.test(text));
    return {
      measures,
      imposes,
      isOfFines: imposes && measures.some(({ measure }) => measure === 'fine'),
      isList: measures.some(({ measure }) => LISTS.includes(measure)),
    };
  }

  return (page, published) => {
    const title = titleOf(page);
    const namesIn = namesOfPage(page);
    const partiesOf = (set: RecordSet) =>
      set.rows.flatMap((row) => {
        const measures = isOld(row, set, published) ? [] : measuresOf(row, set, title);
        const cell = cellAt(row, set, 'party');
        if (measures.length === 0 || cell === null || cell.merged) return [];
        const found = partiesIn(cell, cellAt(row, set, 'short'), namesIn);
        return found.map((party) => partyOf(party, measures));
      });
    const sets = [...recordSets(page, naming), ...(title.isList ? [itemNames(page)] : [])];
    const listed = sets.flatMap(partiesOf);
    const parties =
      listed.length > 0
        ? listed
        : ([cardsOf, itemSentences, namesWithSums]
            .map((find) => partiesOf(find(page)))
            .find((found) => found.length >= FEWEST) ?? []);
    const phrase = parties[0]?.measures[0]?.phrase;
    return phrase === undefined ? null : { phrase, parties };
  };
}

/** One name in a line above a text is no list. */
const FEWEST = 2;

/** A head of sums that are penalties, and not deposits, sales or deals. */
const PUNISHES = /罚|penalt|fine|surcharge/iu;
const HAN = /\p{Script=Han}/u;

function cellAt(
  row: RecordRow,
  { columns }: RecordSet,
  column: RecordSet['columns'][number],
): RecordCell | null {
  const cell = row[columns.indexOf(column)];
  return cell === undefined || cell.text.trim() === '' ? null : cell;
}

/** Whether the row gives a day long before the page. */
function isOld(row: RecordRow, set: RecordSet, published: CalendarDate | null): boolean {
  const cell = cellAt(row, set, 'day');
  if (cell === null || published === null) return false;
  const { text } = lineOf(cell);
  const year = /^\s*((?:19|20)\d\d)\s*年?$/u.exec(text)?.[1];
  if (year !== undefined) return year < published.slice(0, 4);
  const day = daysIn(text, published)[0]?.date ?? dayInFigures(text);
  return day !== null && daysBetween(day, published) > OLD_DAYS;
}

/** "2025-07-04", "2025/7/4", "04/07/2025": the month alone where it is not sure which is the day. */
function dayInFigures(text: string): CalendarDate | null {
  const [, year, month] =
    /(20\d\d)[-/.](\d{1,2})[-/.]\d{1,2}/u.exec(text) ??
    /(\d{1,2})[-/.](20\d\d)\b/u.exec(text)?.toReversed() ??
    [];
  return year === undefined ? null : dayOf(Number(year), Math.min(12, Number(month)), 1);
}

/** Units that a head gives for the sums below it: "（万元）", "(KRW million)", "(₹ in lakh)". */
const UNIT = /\(([^()]{1,24})\)/u;

function fineOf(cell: RecordCell, head: string): DecidedMeasure[] {
  const line = lineOf(cell);
  const unit = UNIT.exec(foldUnits(head))?.[1] ?? '';
  const fine = moneyIn(line.text)[0]?.fine ?? withUnit(line.text.trim(), unit);
  if (fine === null) return [];
  const { start } = cell.span;
  return [
    {
      measure: 'fine',
      form: null,
      english: 'fined',
      phrase: cell.text.trim(),
      span: { start, end: start + cell.text.length },
      fine,
      isIntended: false,
    },
  ];
}

/** A bare number with the currency and scale of its head. */
function withUnit(number: string, unit: string): Fine | null {
  if (!/^[\d,.]+$/u.test(number)) return null;
  const bare = unit.replace(/\bin\b|人民币|单位:?/giu, ' ').trim();
  const [sign = '', scale = ''] = bare.split(/\s+/u);
  const written = HAN.test(bare) ? `${number}${bare}` : `${sign} ${number} ${scale}`;
  return moneyIn(written)[0]?.fine ?? null;
}

const partyOf = ({ line, company }: RecordParty, measures: readonly DecidedMeasure[]) => ({
  name: line.raw,
  span: { start: line.start, end: line.start + line.raw.length },
  names: [line.text],
  company,
  measures,
});
