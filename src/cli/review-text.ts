import Table from 'cli-table3';
import type { CompanyId } from '../domain/ids.ts';
import type { Review } from '../domain/ports.ts';
import { said, sentence } from '../present/sentence.ts';

/** A review as `--json` prints it. */
export function reviewAnswer(one: Review) {
  const candidates = one.candidates.map((each) => ({ ...each, because: said(each.because, 'en') }));
  return { ...one, because: said(one.because, 'en'), candidates };
}

/** Reviews as a table for a terminal. */
export function reviewTable(reviews: readonly Review[], decided: boolean): string {
  if (reviews.length === 0)
    return decided ? 'Nothing has been decided yet.' : 'Nothing is waiting for a decision.';
  const table = new Table({
    head: decided ? ['id', 'what', 'decision', 'by', 'because'] : ['id', 'day', 'what', 'candidates'],
    style: { head: [], border: [] },
  });
  for (const one of reviews) table.push(decided ? decidedRow(one) : openRow(one));
  return table.toString();
}

function openRow(one: Review): string[] {
  const candidates = [...new Set(one.candidates.map((each) => each.company))].join(', ');
  return [one.id, dayOf(one), one.subject, candidates || sentence(one.because, 'en')];
}

function decidedRow(one: Review): string[] {
  const { decision } = one;
  if (decision === null) return openRow(one);
  const verdict = decision.company === null ? decision.verdict : `${decision.verdict}: ${decision.company}`;
  return [one.id, one.subject, verdict, decision.by, decision.because];
}

function dayOf(one: Review): string {
  return one.name?.day ?? new Date(one.createdAt).toISOString().slice(0, 10);
}

/** One review in full: what is asked, who may be meant and why, and what was decided. */
export function reviewLines(one: Review, label: (company: CompanyId) => string): string[] {
  const { decision } = one;
  const candidates = one.candidates.map(
    (each) => `  ${each.company} (${label(each.company)}): ${sentence(each.because, 'en')}`,
  );
  return [
    `${one.subject} (${one.kind}, ${dayOf(one)})`,
    sentence(one.because, 'en'),
    ...(candidates.length === 0 ? [] : ['Candidates:', ...candidates]),
    decision === null
      ? `Open. Decide with: review accept ${one.id} --company … --because … --by …, or review reject ${one.id} --because … --by …`
      : `${decision.verdict}${decision.company === null ? '' : ` for ${label(decision.company)}`} by ${decision.by}, ${new Date(decision.at).toISOString()}: ${decision.because}`,
  ];
}
