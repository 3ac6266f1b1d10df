import { actSentence } from '../../base/i18n/act-sentence.ts';
import { preferred } from '../../base/i18n/locale.ts';
import { formatReason } from '../../base/i18n/sentence.ts';
import { type ActState, stateReasons } from '../../domain/act-state.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { type CalendarDate, lastMinute } from '../../domain/time.ts';
import { stateAt, WHOLE_ACT } from '../../pipeline/score/explain.ts';
import { openLedger } from '../../pipeline/score/ledger.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';
import { namedAct } from '../../pipeline/standing/named-acts.ts';

/** Columns of the file that `npm run acts` writes. */
const HEADER = ['id', 'language', 'company', 'sentence', 'state'];

/**
 * Every act of the record against every company as a sentence in every language, with its state on
 * a day: rows of text, of which the first has the names of the columns.
 */
export function* actLines(knowledge: Knowledge, on: CalendarDate): Generator<readonly string[]> {
  yield HEADER;
  const { catalog, wording, history } = knowledge;
  const at = lastMinute(on, 'UTC');
  for (const company of catalog.companies.values()) {
    const events = history.get(company.id).filter((event) => event.at <= at);
    if (events.length === 0) continue;
    const { matters } = openLedger(events, catalog.weights);
    const states = new Map<RegulatoryEvent, ActState>(
      matters.flatMap(({ entries }) =>
        entries.map((entry) => [entry.event, stateAt(entry, at)] as const),
      ),
    );
    const names = {
      companies: catalog.companies,
      wording,
      stepsOn: () => events,
    };
    for (const event of events)
      for (const language of LANGUAGES) {
        const reasons = stateReasons(states.get(event) ?? stateAt({ event, changes: events }, at));
        yield [
          event.id,
          language,
          preferred(company.name, language) ?? company.id,
          actSentence(namedAct(event, WHOLE_ACT, names), language),
          reasons.map((reason) => formatReason(reason, language)).join(' '),
        ].map((text) => text.replaceAll(/[\t\n]/g, ' '));
      }
  }
}
