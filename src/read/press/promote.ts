import type { Confirmation } from '../../domain/evidence.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Action, Notice, PressStep } from '../../domain/notice.ts';
import { reason } from '../../domain/reason.ts';
import { englishOf, mentionOf, regulatorOf } from './press-notice.ts';

/**
 * The notice with some of its unconfirmed steps as ordinary actions, each with what confirms it, and their names as subjects.
 * `speaksFor` = the authority of the page's source, for a step whose authority the text does not name. The rest stays unconfirmed.
 */
export function promote(
  notice: Notice,
  confirmed: ReadonlyMap<PressStep, Confirmation>,
  speaksFor: RegulatorId | null,
): Notice {
  const steps = (notice.unconfirmed ?? []).filter((step) => confirmed.has(step));
  const [first] = steps;
  if (first === undefined) return notice;
  const mentions = steps.map((step, at) => mentionOf(step, `u${notice.mentions.length + at + 1}`));
  const bodies = steps.map((step) => (step.authority === null && speaksFor) || regulatorOf(step));
  const regulator = notice.regulator ?? {
    value: bodies[0]!,
    span: first.authority?.span ?? { start: 0, end: 0 },
    rule: 'press.authority',
  };
  return {
    ...notice,
    verdict: 'action',
    verdictBecause:
      notice.verdict === 'action'
        ? notice.verdictBecause
        : reason('aimed-confirmed', {
            ...{ phrase: first.quote, name: first.name, confirmation: confirmed.get(first)!.kind },
          }),
    regulator,
    jointRegulators: [...new Set([...notice.jointRegulators, ...bodies])].filter(
      (body) => body !== regulator.value,
    ),
    actions: [
      ...withMentions(notice),
      ...steps.map((step, at) => actionOf(step, mentions[at]!.id, confirmed.get(step)!)),
    ],
    mentions: [...notice.mentions, ...mentions],
    unconfirmed: (notice.unconfirmed ?? []).filter((step) => !confirmed.has(step)),
  };
}

/** An action without names hits every subject: what is added must not be hit by it. */
function withMentions({ actions, mentions }: Notice): Action[] {
  const subjects = mentions.filter(({ role }) => role === 'subject').map(({ id }) => id);
  return actions.map((one) => (one.mentions.length > 0 ? one : { ...one, mentions: subjects }));
}

const actionOf = (step: PressStep, mention: string, by: Confirmation): Action => ({
  type: step.type,
  phrase: step.quote,
  english: englishOf(step.type),
  span: step.quoteSpan,
  rule: 'press.confirmed',
  mentions: [mention],
  companyWide: step.kind === 'entity',
  fine: step.fine,
  probability: step.probability,
  confirmed: by,
});
