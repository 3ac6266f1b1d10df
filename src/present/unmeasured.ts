import type { Param, Reason } from '../domain/reason.ts';
import { term } from './sentence.ts';
import type { Language } from './words.ts';

/** Why an act was not measured, without the tickers, venues and days that differ: listings that share a reason count once. */
export function unmeasuredText(because: Reason, language: Language): string {
  const kinds = new Set(causes(because).map(({ code }) => term('unmeasured', code, language)));
  return [...kinds].join(language === 'zh' ? '；' : '; ');
}

function causes({ code, params }: Reason): Reason[] {
  if (code === 'list') return (params.parts as readonly Reason[]).flatMap(causes);
  return code === 'on-listing' ? causes(params.why as Param as Reason) : [{ code, params }];
}
