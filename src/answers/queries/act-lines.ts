import { actSentence } from '../../base/i18n/act-sentence.ts';
import { preferred } from '../../base/i18n/locale.ts';
import { sentence } from '../../base/i18n/sentence.ts';
import { type ActState, stateReasons } from '../../domain/act-state.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Step } from '../../domain/score.ts';
import { type CalendarDate, lastMinute } from '../../domain/time.ts';
import { stateAt } from '../../pipeline/score/explain.ts';
import { openLedger } from '../../pipeline/score/ledger.ts';
import type { Knowledge } from './knowledge.ts';
import { namedAct, WHOLE_ACT } from './named-acts.ts';

/** Columns of the file that `npm run acts` writes. */
const HEADER = ['id', 'language', 'company', 'sentence', 'state'];

/**
 * Every act of the record against every company as its sentence in every language, with whether it
 * stands as of a day: rows of text, the first one the names of the columns.
 */
export function* actLines(knowledge: Knowledge, on: CalendarDate): Generator<readonly string[]> {
  yield HEADER;
  const { catalog, wording, history } = knowledge;
  const at = lastMinute(on, 'UTC');
  for (const company of catalog.companies.values()) {
    const steps = history.get(company.id).filter((step) => step.at <= at);
    if (steps.length === 0) continue;
    const { matters } = openLedger(steps, catalog.weights);
    const states = new Map<Step, ActState>(
      matters.flatMap(({ entries }) =>
        entries.map((entry) => [entry.step, stateAt(entry, at)] as const),
      ),
    );
    const names = {
      companies: catalog.companies,
      wording,
      stepsOn: () => steps,
    };
    for (const step of steps)
      for (const language of LANGUAGES) {
        const state = states.get(step);
        const reasons = state === undefined ? [] : stateReasons(state);
        yield [
          step.id,
          language,
          preferred(company.name, language) ?? company.id,
          actSentence(namedAct(step, WHOLE_ACT, names), language),
          reasons.map((one) => sentence(one, language)).join(' '),
        ].map((text) => text.replaceAll(/[\t\n]/g, ' '));
      }
  }
}
