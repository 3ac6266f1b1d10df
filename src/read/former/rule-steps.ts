import type { RuleStep } from '../../domain/notice.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { daysIn } from './days.ts';
import { spanIn } from './page.ts';
import type { StepReading } from './steps/find-steps.ts';

const EFFECTIVE =
  /施行|实施|生效|执行|\b(?:effective|take effect|takes effect|took effect|come into|comes into|came into|go into effect|kick in)\b/iu;

/** Rules that a page proposes or enacts, with the day from which they hold where the text says it. */
export function rulesOf(steps: StepReading, published: CalendarDate | null): RuleStep[] {
  const step = steps.taken.find((one) => one.type === 'rule-enacted' || one.type === 'rule-proposed');
  if (step === undefined) return [];
  const { sentence } = step.scene;
  const title = /《([^》]{2,60})》/u.exec(sentence.text);
  const named = /\b((?:[A-Z][\w-]+ ){1,6}(?:Law|Regulations?|Measures|Act|Rules))\b/u.exec(sentence.text);
  const match = title ?? named;
  const from = match === null ? step.mark.start : match.index + match[0].indexOf(match[1]!);
  const to = match === null ? step.mark.end : from + match[1]!.length;
  let effective: CalendarDate | null = null;
  for (const scene of steps.scenes) {
    if (effective !== null || !EFFECTIVE.test(scene.sentence.text)) continue;
    effective =
      daysIn(scene.sentence.text, published).find((one) => published === null || one.date >= published)
        ?.date ?? null;
  }
  return [{ title: sentence.raw.slice(from, to), effective, sectors: [], span: spanIn(sentence, from, to) }];
}
