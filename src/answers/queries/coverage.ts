import { phrasesOf } from '../../base/i18n/messages.ts';
import { moment, sourceTitle } from '../../base/i18n/words.ts';
import type { SourceState } from '../../domain/item.ts';
import type { Instant } from '../../domain/time.ts';
import { line, plainCard, section } from '../../pipeline/present/plain-card.ts';
import type { LookupDeps, LookupResult, Question } from './lookup-result.ts';

/**
 * `coverage`: what is watched and how each source is doing, failing ones first. No answer is
 * reported as a gap, not as “no news”.
 */
export async function lookUp(
  question: Question,
  { knowledge, store }: LookupDeps,
): Promise<LookupResult> {
  const { catalog } = knowledge;
  const { language } = question;
  const say = phrasesOf('coverage', language);
  const bodies = [...catalog.regulators.values(), ...catalog.outlets.values()];
  const configured = bodies.flatMap((body) =>
    body.sources.map((source) => ({ ...source, title: sourceTitle(source, body, language) })),
  );
  const titles = new Map(configured.map((source) => [source.id, source.title]));
  const states = await store.sourceStates();
  const gaps = new Map(
    (await store.gaps({ since: question.at }))
      .filter((gap) => gap.to === null)
      .map((gap) => [gap.source, gap.from]),
  );
  const broken = states.filter((state) => state.finding !== null || gaps.has(state.source));
  const well = states.filter((state) => !broken.includes(state));
  const polled = new Set(states.map((state) => state.source));
  const on = configured.filter((source) => source.enabled);
  const never = on.filter((source) => !polled.has(source.id));
  const when = (at: Instant) => ({ when: moment(at, 'Asia/Shanghai', language) });
  const stateLine = ({ source, finding, lastSuccessAt }: SourceState) => {
    const gap = gaps.get(source);
    const parts = [
      finding?.message,
      gap === undefined ? null : say('gap', when(gap)),
      lastSuccessAt === null ? say('never') : say('seen', when(lastSuccessAt)),
    ];
    return line(titles.get(source) ?? source, parts.filter(Boolean).join(' · '));
  };
  const apps = [...catalog.companies.values()].reduce(
    (sum, company) => sum + company.apps.length,
    0,
  );
  const known = say('companies', { n: catalog.companies.size + catalog.universe.size, apps });
  const count = (of: readonly unknown[]) => Math.max(of.length, states.length);
  const card = plainCard(
    language,
    say('title'),
    say('bodies', { n: count(on), of: count(configured) }),
    [
      section(
        say('counts'),
        line(String(well.length), say('ok')),
        line(String(broken.length), say('failing')),
        line(String(never.length), say('never')),
      ),
      section(say('failing'), broken.map(stateLine)),
      section(say('ok'), well.map(stateLine)),
      section(
        say('never'),
        never.map((source) => line(null, source.title)),
      ),
      section(null, line(null, known, 'quiet')),
    ],
  );
  return { found: true, card };
}
