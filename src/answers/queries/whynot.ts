import { phrasesOf } from '../../base/i18n/messages.ts';
import { sentence, term } from '../../base/i18n/sentence.ts';
import { localeOf, moment, points, shortName } from '../../base/i18n/words.ts';
import type { Signal } from '../../domain/alert.ts';
import { line, plainCard, section } from '../../pipeline/present/plain-card.ts';
import {
  companyMeant,
  type LookupDeps,
  type LookupResult,
  type Question,
} from './lookup-result.ts';
import { noticeFor } from './notice.ts';

const LOOK_BACK = 500;

/**
 * `whynot <reference or company>`: of each company of a notice, what became of its signal here,
 * with the stage and its reason.
 */
export async function lookUp(question: Question, deps: LookupDeps): Promise<LookupResult> {
  const { store, knowledge } = deps;
  const { language, at } = question;
  const address = question.address!;
  const say = phrasesOf('whynot', language);
  const notice = await noticeFor(question, deps);
  if ('found' in notice) return notice;
  const taken = companyMeant(question.words[0] ?? '', at, deps);
  const all = await store.signals({ notice: notice.id, limit: LOOK_BACK });
  const signals = taken.found ? all.filter((signal) => signal.company === taken.company.id) : all;
  const suppressed = await store.suppressed({ notice: notice.id, limit: 5_000 });
  // Oldest first, and nothing that is planned for a deadline ahead: the first message is what is
  // asked about.
  const here = (await store.deliveries({ address, limit: LOOK_BACK }))
    .filter(
      (one) =>
        one.createdAt <= at && one.signals.some((id) => all.some((signal) => signal.id === id)),
    )
    .toReversed();
  const waiting = new Map(
    (await store.waiting(address)).map((one) => [one.signal.id, one.waiting.because]),
  );
  const fateOf = ({ id, alertReason }: Signal): string => {
    const delivery = here.find((one) => one.signals.includes(id));
    if (delivery !== undefined)
      return say('alerted', {
        state: term('delivery', delivery.state, language),
        when: moment(delivery.settledAt ?? delivery.createdAt, 'Asia/Shanghai', language),
        error: delivery.lastError === null ? '' : `: ${sentence(delivery.lastError, language)}`,
        reason: localeOf(language).alertReasons[alertReason],
      });
    const own = suppressed.find(
      (one) =>
        one.signal === id && one.address?.sink === address.sink && one.address.to === address.to,
    );
    const reason = own ?? suppressed.find((one) => one.signal === id && one.address === null);
    const waits = waiting.get(id);
    if (waits !== undefined) return say('waits', { because: sentence(waits, language) });
    if (reason === undefined) return say('elsewhere');
    return say(own === undefined ? 'stageForAll' : 'stage', {
      stage: term('filter', reason.stage, language),
      because: sentence(reason.because, language),
    });
  };
  const lines = signals.map((signal) => {
    const company = knowledge.catalog.companies.get(signal.company);
    const name = company === undefined ? signal.company : shortName(company, language);
    return line(`${name} ${points(signal.before)} → ${points(signal.after)}`, fateOf(signal));
  });
  const verdict = term('verdict', notice.verdict, language);
  const because = sentence(notice.verdictBecause, language);
  const nothing =
    notice.verdict === 'action' ? say('noSignal') : say('notRead', { verdict, because });
  const fates = section(null, lines.length === 0 ? line(null, nothing) : lines);
  const url = notice.url || null;
  return { found: true, card: plainCard(language, say('title'), notice.title, [fates], { url }) };
}
