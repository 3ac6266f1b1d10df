import type { CompanyId } from '../../../../domain/ids.ts';
import type { RecordWords } from '../../../../domain/record-words.ts';
import type { DecisionWords } from '../../../../domain/words.ts';
import type { FindNames } from '../../../../knowledge/names/finder.ts';
import { foldUnits } from '../../document/fold-units.ts';
import { type Line, partOf } from '../../document/page.ts';
import { phraseFinder } from '../phrases.ts';
import type { NamedPlace } from '../release-names.ts';
import type { RecordCell } from './columns.ts';

/** A firm of a cell. */
export interface RecordParty {
  readonly line: Line;
  /** The company whose own name it is, where only lists of exchanges know it. */
  readonly company: CompanyId | null;
}

/** The firms of the cell of a party; `short` = the listed company of the row. */
export type FindRecordParties = (
  cell: RecordCell,
  short: RecordCell | null,
  namesIn: (text: string) => readonly NamedPlace[],
) => RecordParty[];

/** What a cell is as a line of the page. */
export const lineOf = ({ text, span }: RecordCell): Line => ({
  raw: text,
  text: foldUnits(text),
  start: span.start,
});

/** Words of the legal form of a firm, without their stops, and words that end the name of a group. */
const LEGAL_FORMS = new Set(
  (
    'Inc Incorporated Corp Corporation Ltd Limited LLC LLP LP plc PLC NA NV SA AG SE SpA AB AS Co ' +
    'Company Bank Pte Pty GmbH KK Association'
  ).split(' '),
);
/** Words that go on with a name of several words: "Wells Fargo Bank", and not "Metro Bank". */
const GROUPS = new Set(['Bank', 'Group', 'Holding', 'Holdings', 'Services']);
/** Where a name ends in an English cell: brackets, a second line, another name, a branch. */
const ASIDE = /[(\n;/]| - /u;
const BRANCH = /,? (?:[A-Z][a-z]{2,20} )?Branch\b/u;
const COMMA = /, (?!Inc|Ltd|Limited|LLC|LLP|Corp|Co\b|N\.A|S\.A|plc|L\.P|LP)/u;
const OWN_NAME = 'company:';

/**
 * Compiles who is a party in a cell: a firm by the end of its name, or a name of the market that
 * fills the cell. A cell that names a person's role is a person's, whatever firm it names beside.
 */
export function compileRecordParties(
  { persons, itself }: RecordWords,
  { endings }: DecisionWords,
  companies: FindNames<'company'>,
): FindRecordParties {
  const isPersons = phraseFinder(persons.map((phrase) => [phrase, true] as const));
  const own = new Set(itself);

  const isFirm = (name: string): boolean =>
    (name.length >= 4 && name.length <= 60 && endings.some((ending) => name.endsWith(ending))) ||
    companies(name).some(({ start, end }) => start === 0 && end === name.length);

  function chinese(line: Line): RecordParty[] {
    return piecesOf(line).flatMap((piece): RecordParty[] => {
      const isPerson = isPersons(piece.text).length > 0;
      return isPerson || !isFirm(piece.text) ? [] : [{ line: piece, company: null }];
    });
  }

  function english(line: Line, namesIn: (text: string) => readonly NamedPlace[]): RecordParty[] {
    const name = nameOf(line);
    if (isPersons(name.text).length > 0 || name.text.length > MOST_LETTERS) return [];
    const known = namesIn(name.text).find(
      ({ start, end: to, kind }) =>
        start === 0 && kind === 'company' && isRest(name.text.slice(0, to), name.text.slice(to)),
    );
    if (known === undefined && !wordsOf(name.text).some((word) => LEGAL_FORMS.has(word))) return [];
    const company = known?.key.startsWith(OWN_NAME)
      ? (known.key.slice(OWN_NAME.length) as CompanyId)
      : null;
    return [{ line: name, company }];
  }

  return (cell, short, namesIn) => {
    const line = trimmed(lineOf(cell));
    const [first = ''] = line.text.split(/[及和与、,]/u, 1);
    if (short !== null && own.has(first.trim().toLowerCase()))
      return [{ line: trimmed(lineOf(short)), company: null }];
    return HAN.test(line.text) ? chinese(line) : english(line, namesIn);
  };
}

const HAN = /\p{Script=Han}/u;
const MOST_LETTERS = 80;

const wordsOf = (text: string): string[] =>
  text
    .replaceAll('.', '')
    .split(/[\s,]/u)
    .filter((word) => word !== '');

/** What may stand behind a company's name in its cell: its legal form. */
const isRest = (name: string, rest: string): boolean =>
  wordsOf(rest).every((word) => (GROUPS.has(word) ? name.includes(' ') : LEGAL_FORMS.has(word)));

/** The name that an English cell begins with. */
function nameOf(line: Line): Line {
  const ends = [ASIDE, BRANCH, COMMA].map((pattern) => line.text.search(pattern));
  return trimmed(partOf(line, 0, Math.min(line.text.length, ...ends.filter((end) => end > 0))));
}

function trimmed(line: Line): Line {
  const start = line.text.length - line.text.trimStart().length;
  return partOf(line, start, line.text.trimEnd().length);
}

/** The names of a cell, without what stands in brackets behind them, or a short name in front. */
function piecesOf(line: Line): Line[] {
  // A place in brackets is a part of the name that goes on behind it.
  const masked = line.text
    .replace(/\([^()]{1,8}\)(?=[^\s,。;:、(])/gu, (place) => '_'.repeat(place.length))
    .replace(/\([^()]*\)?/gu, (aside) => '\n'.repeat(aside.length));
  const pieces: Line[] = [];
  for (const { 0: piece, index } of masked.matchAll(
    /(?:(?!(?<=公司|银行)[及和与])[^\n、,;:])+/gu,
  )) {
    const lead = piece.length - piece.trimStart().length + (/^[及和与]/u.test(piece) ? 1 : 0);
    const end = index + piece.trimEnd().length;
    if (end > index + lead) pieces.push(partOf(line, index + lead, end));
  }
  return pieces;
}
