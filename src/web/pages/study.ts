import type { SavedStudy } from '../../domain/study-report.ts';
import { type Html, html, quiet } from '../html.ts';
import type { WebPage } from '../page.ts';
import type { RequestContext } from '../request-context.ts';
import { calibrationSection } from '../study-calibration.ts';
import { eventSection } from '../study-events.ts';

/** What the model is worth, as the study commands last found it. Nothing is computed for a visitor. */
export const study: WebPage = {
  path: '/study',
  async render(context) {
    const { studies } = context.words;
    const { calibration, events } = await context.deps.studies();
    return {
      title: studies.title,
      chart: true,
      body: html`<p class="quiet">${studies.notKept}</p><h2 id="calibration" class="part">${studies.calibration}</h2>${shown(calibration, 'study calibration', context, calibrationSection)}<h2 id="events" class="part">${studies.eventStudy}</h2>${shown(events, 'study events --prices <folder>', context, eventSection)}`,
    };
  },
};

/** The result; or the command that makes it, or that it was not known on the day that is asked for. */
function shown<Report>(
  saved: SavedStudy<Report> | null,
  command: string,
  context: RequestContext,
  show: (saved: SavedStudy<Report>, context: RequestContext) => Html,
): Html | '' {
  const { studies } = context.words;
  if (saved === null)
    return html`<p class="quiet">${studies.never} <code>npm run -s tocsin -- ${command}</code></p>`;
  return saved.at > context.at
    ? quiet(context.say('studies.later', { when: context.moment(saved.at) }))
    : show(saved, context);
}
