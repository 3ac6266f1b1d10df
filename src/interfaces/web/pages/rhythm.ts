import { type Rhythm, rhythmOf } from '../../../answers/queries/rhythm.ts';
import type { RegulatorId } from '../../../domain/ids.ts';
import { facts, type Html, html, type PagePart } from '../html.ts';
import type { RequestContext } from '../request-context.ts';

const BAR = 18;
const GAP = 6;
const HEIGHT = 90;

/** How often an authority acts, on targets, how its cases end, and how long it takes to decide. */
export function rhythmPart(id: RegulatorId, context: RequestContext): PagePart {
  const { deps, at, words, say, locale, comma } = context;
  const rhythm = rhythmOf(deps.knowledge, id, at);
  const total = rhythm.months.reduce((sum, { acts }) => sum + acts, 0);
  const ended = rhythm.ends.map(
    ({ stage, cases }) => `${locale.stages[stage]}${words.colon}${cases}`,
  );
  if (total === 0 && ended.length === 0 && rhythm.open === 0) return '';
  const targets = rhythm.targets.map(
    ({ company, acts }, n) =>
      html`${n === 0 ? '' : comma}${context.companyLink(company)} (${acts})`,
  );
  const { decision } = rhythm;
  return context.section(
    'rhythm',
    [
      total === 0 ? '' : months(rhythm, total, context),
      facts([
        [words.rhythm.targets, targets.length === 0 ? '' : targets],
        [words.rhythm.ends, ended.join(comma)],
        [words.rhythm.open, rhythm.open === 0 ? '' : String(rhythm.open)],
        [
          words.rhythm.decision,
          decision === null ? '' : say('rhythm.days', { days: decision.median, n: decision.n }),
        ],
      ]),
    ],
    words.rhythm.title,
  );
}

/** Acts of each month as bars; what they show stands in a sentence beneath. */
function months({ months: all }: Rhythm, total: number, { say }: RequestContext): Html {
  const top = Math.max(...all.map(({ acts }) => acts));
  const busiest = all.findLast(({ acts }) => acts === top)!;
  const width = all.length * (BAR + GAP);
  const said = say('rhythm.months', { n: total, months: all.length, top, month: busiest.month });
  const bars = all.map(({ month, acts }, n) => {
    const height = (acts / top) * (HEIGHT - 16);
    return html`
      <rect x="${n * (BAR + GAP)}" y="${(HEIGHT - height).toFixed(1)}" width="${BAR}" height="${height.toFixed(1)}" fill="currentColor">
      <title>${month}: ${acts}</title></rect>
    `;
  });
  return html`
    <svg class="months" viewBox="0 0 ${width} ${HEIGHT + 18}" role="img" aria-label="${said}">
      <path d="M0 ${HEIGHT}H${width}" stroke="currentColor" stroke-width="1"></path>${bars}
      <text x="0" y="${HEIGHT + 15}" font-size="13" fill="currentColor">${all[0]!.month}</text>
      <text x="${width - GAP}" y="${HEIGHT + 15}" font-size="13" fill="currentColor" text-anchor="end">${all.at(-1)!.month}</text>
      <text x="0" y="12" font-size="13" fill="currentColor">${top}</text>
    </svg>
    <p>${said}</p>
  `;
}
