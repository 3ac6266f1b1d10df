import type { Evidence } from '../domain/evidence.ts';
import { restsOn } from '../present/rests-on.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';

/** What an edge rests on, or that it is unverified. Sources keep the language that they have. */
export function restsCell(evidence: readonly Evidence[], visit: Visit): Html {
  const rests = restsOn(evidence, visit.language);
  if (rests === null) return html`${visit.words.unverified}`;
  return html`${rests.kind}: <span class="quiet" lang="en">${rests.source}</span>`;
}
