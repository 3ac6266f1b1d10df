import { endsOthers } from '../../domain/act.ts';
import type { Regulator } from '../../domain/regulator.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { changedAct } from '../score/changed-act.ts';
import { stepsKnown } from '../standing/knowledge.ts';
import type { NoticeContext } from './alert-context.ts';

/**
 * The acts of a notice. An act that changes an earlier one carries its id: pages identify it by
 * authority, company, number and day, and seldom by more; a court by authority, company and sum.
 * A change of an unknown act is left out.
 */
export async function onEarlierActs(
  events: readonly RegulatoryEvent[],
  { notice, now, store, knowledge }: Pick<NoticeContext, 'notice' | 'now' | 'store' | 'knowledge'>,
): Promise<RegulatoryEvent[]> {
  const found: RegulatoryEvent[] = [];
  for (const event of events) {
    const isOpen = event.act.effect !== null && event.act.on.length === 0;
    const known = isOpen ? await stepsKnown(knowledge, store, event.company, now) : [];
    const changed = isOpen
      ? changedAct(
          event,
          known.filter((event) => event.notice !== notice.id),
          (id) => namesOf(knowledge.catalog.regulators.get(id)),
        )
      : null;
    // A change says nothing where the changed act is unknown.
    if (isOpen && changed === null && !endsOthers(event.act)) continue;
    found.push(changed === null ? event : { ...event, act: { ...event.act, on: [changed.id] } });
  }
  return found;
}

const namesOf = (body: Regulator | undefined): string[] =>
  body === undefined
    ? []
    : [body.short, body.name.en, body.name.zh, body.shortZh, ...body.names].filter(
        (name) => name !== null && name !== undefined,
      );
