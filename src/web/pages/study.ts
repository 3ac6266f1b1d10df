import { moment } from '../../present/words.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { calibrationSection } from '../study-calibration.ts';
import { eventSection } from '../study-events.ts';
import type { Kept } from '../study-shown.ts';
import type { Visit } from '../visit.ts';

/** What the model is worth, as the study commands last found it. Nothing is computed for a visitor. */
export const study: Page = {
  path: '/study',
  async render(visit, deps) {
    const { studies } = visit.words;
    const { calibration, events } = await deps.studies();
    return {
      title: studies.title,
      body: html`<p class="quiet">${studies.notKept}</p><h2 id="calibration" class="part">${studies.calibration}</h2>${whereKept(
        calibration,
        'study calibration',
        visit,
        (kept) => calibrationSection(kept, visit),
      )}<h2 id="events" class="part">${studies.eventStudy}</h2>${whereKept(
        events,
        'study events --prices <folder>',
        visit,
        (kept) => eventSection(kept, deps, visit),
      )}`,
    };
  },
};

/** The result; or the command that makes it, or that it was not known on the day that is asked for. */
function whereKept<T>(
  kept: Kept<T> | null,
  command: string,
  visit: Visit,
  show: (kept: Kept<T>) => Html,
): Html {
  const { studies } = visit.words;
  if (kept === null)
    return html`<p class="quiet">${studies.never} <code>npm run -s tocsin -- ${command}</code></p>`;
  if (kept.at > visit.at)
    return html`<p class="quiet">${studies.later(moment(kept.at, 'Asia/Shanghai', visit.language))}</p>`;
  return show(kept);
}
