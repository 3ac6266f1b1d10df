import { noteCard } from '../answers/queries/morning-note-page.ts';
import { preferred } from '../base/i18n/locale.ts';
import { phrasesOf } from '../base/i18n/messages.ts';
import type { Card } from '../domain/card.ts';
import type { Company } from '../domain/company.ts';
import type { Reason } from '../domain/reason.ts';
import type { ReportedAction } from '../domain/reported-action.ts';

type Note = Parameters<typeof noteCard>[0];
type Words = Parameters<typeof noteCard>[1];

/** What the note of a sample tells: one company was hit, nothing happened to the other. */
interface SampleNews {
  readonly hit: Company;
  readonly calm: Company;
  readonly because: Reason;
  readonly url: string;
  readonly deadline: Omit<Note['deadlines'][number], 'companies'>;
  readonly reported: ReportedAction;
}

const NAME = { en: 'Long book', zh: '多头组合' };
const SECTOR = { of: 12, median: 2.1, nearest: [] };
const HIT = {
  score: 18.4,
  yesterday: 3.2,
  change30: 15.2,
  band: 'watch',
  attested: 'watch',
} as const;
const CALM = {
  ...{ score: 1.8, yesterday: 1.8, change30: -0.3 },
  ...{ band: 'background', attested: 'background' },
} as const;

/** A company of the list, with what a card shows of it. */
const listed = (company: Company, rank: number, standing: typeof HIT | typeof CALM) =>
  ({ company, state: 'acts', ...standing, peers: { ...SECTOR, rank } }) as never;

/** The morning note of a list of two companies that do not exist. */
export function sampleNote(at: Note['at'], news: SampleNews, words: Words): Card {
  const { hit, calm, because, url, deadline, reported } = news;
  const { language } = words;
  const note: Note = {
    name: preferred(NAME, language)!,
    at,
    companies: [listed(hit, 2, HIT), listed(calm, 7, CALM)],
    acts: [{ company: hit, because, from: HIT.yesterday, to: HIT.score, url }],
    deadlines: [{ ...deadline, companies: [hit] }],
    reported: [reported],
  };
  const open = { label: phrasesOf('note', language)('open'), url: 'https://tocsin.example/report' };
  return { ...noteCard(note, words), links: [open] };
}
