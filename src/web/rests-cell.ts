import type { Evidence } from '../domain/evidence.ts';
import { restsOn } from '../present/rests-on.ts';
import { type Html, html } from './html.ts';
import type { RequestContext } from './request-context.ts';

/** What an edge rests on, or that it is unverified. Sources keep the language that they have. */
export function restsCell(evidence: readonly Evidence[], context: RequestContext): Html {
  const rests = restsOn(evidence, context.language);
  if (rests === null) return html`${context.words.unverified}`;
  return html`${rests.kind}: <span class="quiet" lang="en">${rests.source}</span>`;
}
