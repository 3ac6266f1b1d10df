import type { DecisionWords } from '../../../domain/words.ts';
import type { FindNames } from '../../../knowledge/names/finder.ts';
import { type Line, type Page, partOf } from '../document/page.ts';
import { compileMeasures, type DecidedMeasure, gravest } from './decided-measures.ts';
import { type DecisionParty, partiesOf } from './decision-parties.ts';
import { phraseFinder } from './phrases.ts';

export interface PartyDecision {
  /** The words of the title that make it one. */
  readonly phrase: string;
  readonly parties: readonly (DecisionParty & { readonly measures: readonly DecidedMeasure[] })[];
}

/** The decision that a page is; null where its title is none or names no firm as a party. */
export type FindDecision = (page: Page) => PartyDecision | null;

/**
 * Compiles the words of `config/words/decisions.yml`. A decision is read by its form: the parties
 * stand in the title's brackets and behind 当事人, and the measure is what it decides. What it
 * recounts (an investigation, the firms that traded with a party) is nothing that it does.
 */
export function compileDecisions(
  words: DecisionWords,
  companies: FindNames<'company'>,
): FindDecision {
  const titles = phrases(words.titles);
  const intended = phrases(words.intended);
  const begins = phrases(words.begins);
  const stops = phrases(words.stops);
  const measuresIn = compileMeasures(words.measures, words.intended);

  /** Lines of what is decided: from where it begins to where the ways of appeal begin. */
  function operative(lines: readonly Line[]): Line[] {
    const first = lines.findLastIndex(({ text }) => begins(text).length > 0);
    const from = lines.findIndex(
      ({ text }, at) => begins(text).length > 0 && (at === first || holdsMeasure(lines, at)),
    );
    if (from < 0) return [];
    const rest = lines.slice(from);
    const to = rest.findIndex(({ text }, at) => at > 0 && stops(text)[0]?.start === 0);
    return (to < 0 ? rest : rest.slice(0, to)).map((line) => upTo(line, stops));
  }

  /** Whether a measure follows within two lines of where something is decided. */
  function holdsMeasure(lines: readonly Line[], at: number): boolean {
    const [start] = begins(lines[at]!.text);
    const own = partOf(lines[at]!, start!.start, lines[at]!.text.length);
    return [own, ...lines.slice(at + 1, at + 3)].some((line) => measuresIn(line, false).length > 0);
  }

  return (page) => {
    const title = page.sentences.find(
      (sentence) => sentence.place === 'title' && titles(sentence.text).length > 0,
    );
    if (title === undefined || page.language !== 'zh') return null;
    const parties = partiesOf(page, title, words, companies);
    if (parties.length === 0) return null;
    const isAnnounced = intended(title.text).length > 0;
    const decided = operative(page.lines);
    const clauses = decided.flatMap(clausesOf);
    const inTitle = measuresIn(title, isAnnounced);
    const measured = parties.map((party) => {
      const own = clauses.filter((line) => isAbout(line, party, parties));
      const read = gravest(own.flatMap((line) => measuresIn(line, isAnnounced)));
      return { ...party, measures: read.length > 0 ? read : gravest(inTitle) };
    });
    // A title of that form over a text without a decision is read as any other page.
    if (measured.every(({ measures: own }) => own.length === 0)) return null;
    const [phrase] = titles(title.text);
    return { phrase: title.raw.slice(phrase!.start, phrase!.end), parties: measured };
  };
}

type FindPhrase = (text: string) => { readonly start: number; readonly end: number }[];

const phrases = (list: readonly string[]): FindPhrase =>
  phraseFinder(list.map((phrase) => [phrase, true] as const));

/** A line up to where it speaks of ways of appeal. */
function upTo(line: Line, stops: FindPhrase): Line {
  const end = stops(line.text)[0]?.start ?? line.text.length;
  return { ...line, raw: line.raw.slice(0, end), text: line.text.slice(0, end) };
}

/** Pieces of a line, each about one party: "一、对甲公司…；二、对张某…". */
function clausesOf(line: Line): Line[] {
  const clauses: Line[] = [];
  let from = 0;
  for (const { 0: mark, index } of line.text.matchAll(/[;。]|,(?=(?:并|同时|并同时)?对)/gu)) {
    const to = index + mark.length;
    clauses.push(pieceOf(line, from, to));
    from = to;
  }
  return [...clauses, pieceOf(line, from, line.text.length)].filter(({ text }) => text !== '');
}

const pieceOf = (line: Line, from: number, to: number): Line => ({
  raw: line.raw.slice(from, to),
  text: line.text.slice(from, to),
  start: line.start < 0 ? -1 : line.start + from,
});

const ADDRESSED = /你(?:公司|单位|行|司|所|集团|企业)|当事人|该(?:公司|单位|行|企业)/u;

/**
 * Whether a clause is about a party: it names it, or addresses the only one, or names none of them
 * and nobody else behind 对.
 */
function isAbout({ text }: Line, party: DecisionParty, all: readonly DecisionParty[]): boolean {
  if (party.names.some((name) => text.includes(name))) return true;
  if (all.length > 1) return false;
  return ADDRESSED.test(text) || !/(?:^|[、.,:\s])(?:拟?决定)?对[^,。;]{2,20}/u.test(text);
}
