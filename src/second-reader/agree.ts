import type { VerifiedReading, VerifiedStep } from '../domain/claim.ts';
import type { PressStep } from '../domain/notice.ts';

/** What a verified answer says of an unconfirmed step: the same, nothing, or that the name is only a bystander. */
export type Agreement =
  | { readonly kind: 'confirmed'; readonly quote: string }
  | { readonly kind: 'silent' }
  | { readonly kind: 'bystander' };

type AgreedFinding = Pick<PressStep, 'name' | 'span' | 'authority' | 'polarity' | 'scope'>;

const COUNTED: readonly VerifiedStep['scope'][] = ['company', 'app', 'product'];

/**
 * Confirmed only where a new step of a quoted authority is aimed at exactly the mention that the press model found, and the model's own
 * authority is known by its id. A name that the answer calls a bystander anywhere is never confirmed.
 */
export function agree(finding: AgreedFinding, reading: VerifiedReading): Agreement {
  if (reading.bystanders.includes(finding.name)) return { kind: 'bystander' };
  if (finding.polarity !== 'step' || finding.scope === 'person' || !isKnown(finding.authority))
    return { kind: 'silent' };
  for (const { isNew, scope, authority, type, targets } of reading.steps) {
    if (!isNew || !COUNTED.includes(scope) || authority === null || type === 'other') continue;
    const target = targets.find(({ name }) => isMention(finding, name));
    if (target !== undefined) return { kind: 'confirmed', quote: target.quote.text };
  }
  return { kind: 'silent' };
}

/** An authority of a country that the catalog has no name for is not known. */
const isKnown = (authority: AgreedFinding['authority']) =>
  authority !== null && authority.id !== null && !authority.id.endsWith('-unnamed');

/** The same name at the same place; the press model gives what it read in a title alone an empty span. */
function isMention({ name, span }: AgreedFinding, target: VerifiedStep['targets'][number]['name']): boolean {
  if (target.text !== name) return false;
  if (span.start === span.end) return target.inTitle;
  return target.spans.some((one) => one.start === span.start && one.end === span.end);
}
