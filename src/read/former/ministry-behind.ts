import type { RegulatorId } from '../../domain/ids.ts';
import { type Page, type Sentence, spanIn } from './page.ts';
import type { ReadRegulator } from './shared-office.ts';

interface Named {
  readonly start: number;
  readonly end: number;
  readonly id: RegulatorId | null;
  readonly cited: boolean;
}

const GOVERNMENT = /\bgovernment(?: of \w+)?$/iu;
/** What a ministry does that acts, behind its name, and what makes it the agent of a passive, in front of it. */
const ACTS =
  /^(?: ?\([^)]{2,12}\))?,? (?:(?:has|have|had|also|on \w+day|in consultation with [^,.;]{2,60}?|today|reportedly) )*(?:acted|took|taken|issued|ordered|blocked|banned|directed|asked|said|announced|notified|instructed|invoked|exercised|suspended|imposed|passed|sent)\b/u;
const DONE_BY =
  /\b(?:blocked|banned|issued|ordered|passed|directed|notified|announced|taken|order|orders|notification|statement) by (?:the |India's )?$/u;
const NEAR = 14;

/** "The government has blocked 18 apps": where a sentence near the top names the ministry of that country that acted, it is meant. */
export function ministryBehind(
  found: ReadRegulator,
  page: Page,
  agents: (sentence: Sentence) => readonly Named[],
): ReadRegulator {
  const { regulators } = page.vocabulary;
  if (page.language !== 'en' || !isGovernment(found, page)) return found;
  const country = regulators.get(found.primary.value)?.country;
  for (const sentence of page.sentences.slice(0, NEAR)) {
    const { text } = sentence;
    const one = agents(sentence).find(
      ({ start, end, id, cited }) =>
        !cited &&
        id !== null &&
        regulators.get(id)?.country === country &&
        !GOVERNMENT.test(text.slice(start, end)) &&
        (ACTS.test(text.slice(end)) || DONE_BY.test(text.slice(0, start))),
    );
    if (one !== undefined)
      return {
        ...found,
        primary: { value: one.id!, span: spanIn(sentence, one.start, one.end), rule: 'regulator.ministry' },
      };
  }
  return found;
}

/** Whether what was found is a government as a whole; what stands in the title only has no place in the text. */
function isGovernment({ primary: { span } }: ReadRegulator, page: Page): boolean {
  const { text } = page.document;
  return span.end > span.start
    ? GOVERNMENT.test(text.slice(span.start, span.end))
    : /\bgovernment\b/iu.test(page.title);
}
