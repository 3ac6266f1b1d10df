import type { PressFinding, PressReading } from '../read/press/press-reader.ts';

/** Terms shown of a decision; the rest is added up in one line. */
const SHOWN = 12;

/** The decisions about a document's names as sums, the surest first: what `read --explain` prints. */
export function explainPress(reading: PressReading): string[] {
  const sorted = [...reading.findings].sort((one, other) => other.probability - one.probability);
  if (sorted.length === 0) return ['No name stands near a word for a step.'];
  return sorted.flatMap(decisionLines);
}

function decisionLines(one: PressFinding): string[] {
  const terms = one.explain();
  const rest = terms.slice(SHOWN);
  const restSum = rest.reduce((sum, { weight }) => sum + weight, 0);
  const all = one.bias + terms.reduce((sum, { weight }) => sum + weight, 0);
  const whose = one.authority === null ? 'no authority named' : `authority: ${one.authority.name}`;
  return [
    `${one.name}: ${one.verdict}, ${(100 * one.probability).toFixed(1)} % (${one.type}, ${one.scope}, ${whose})`,
    `  “${one.quote}”`,
    ...terms.slice(0, SHOWN).map(({ feature, weight }) => `  ${signed(weight)}  ${feature}`),
    ...(rest.length === 0 ? [] : [`  ${signed(restSum)}  ${rest.length} smaller ones`]),
    `  ${signed(one.bias)}  before anything is known`,
    `  ${signed(all)}  sum`,
  ];
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
