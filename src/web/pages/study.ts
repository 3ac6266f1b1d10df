import { type Html, html } from '../html.ts';
import type { WebPage } from '../page.ts';
import type { RequestContext } from '../request-context.ts';
import { calibrationSection } from '../study-calibration.ts';
import { eventSection } from '../study-events.ts';
import type { SavedStudy } from '../study-shown.ts';

/** What the model is worth, as the study commands last found it. Nothing is computed for a visitor. */
export const study: WebPage = {
  path: '/study',
  async render(context, deps) {
    const { studies } = context.words;
    const { calibration, events } = await deps.studies();
    return {
      title: studies.title,
      body: html`<p class="quiet">${studies.notKept}</p><h2 id="calibration" class="part">${studies.calibration}</h2>${whereSaved(
        calibration,
        'study calibration',
        context,
        (saved) => calibrationSection(saved, context),
      )}<h2 id="events" class="part">${studies.eventStudy}</h2>${whereSaved(
        events,
        'study events --prices <folder>',
        context,
        (saved) => eventSection(saved, deps, context),
      )}`,
    };
  },
};

/** The result; or the command that makes it, or that it was not known on the day that is asked for. */
function whereSaved<T>(
  saved: SavedStudy<T> | null,
  command: string,
  context: RequestContext,
  show: (saved: SavedStudy<T>) => Html,
): Html {
  const { studies } = context.words;
  if (saved === null)
    return html`<p class="quiet">${studies.never} <code>npm run -s tocsin -- ${command}</code></p>`;
  if (saved.at > context.at) return html`<p class="quiet">${studies.later(context.moment(saved.at))}</p>`;
  return show(saved);
}
