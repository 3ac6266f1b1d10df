import { blindOf, coverageOf, healthOf } from '../../../answers/queries/source-health.ts';
import { hasFailed, type SourceRow, sourcesInOrder } from '../../../answers/queries/source-rows.ts';
import { formatReason, term } from '../../../base/i18n/sentence.ts';
import type { Address, Delivery } from '../../../domain/alert.ts';
import { DAY_MS } from '../../../domain/time.ts';
import { shownAddress } from '../../../pipeline/present/shown-address.ts';
import { watchingOf } from '../../../pipeline/standing/record.ts';
import { type Html, html, number, outside, wide } from '../html.ts';
import type { WebPage } from '../page.ts';
import { type RequestContext, wordFor } from '../request-context.ts';

/**
 * Proof of watch, by authority: the last 30 days as a bar, and each source behind it; of a past day
 * what is on record of it.
 */
export const coverage: WebPage = {
  path: '/coverage',
  async render(context) {
    const { say, words, deps, link, section } = context;
    const [rows, { since }] = await Promise.all([
      sourcesInOrder(context),
      watchingOf(deps.store, deps.clock.now()),
    ]);
    const { catalog } = deps.knowledge;
    const apps = [...catalog.companies.values()].reduce(
      (sum, company) => sum + company.apps.length,
      0,
    );
    const bodies = Map.groupBy(rows, (row) => row.owner.id);
    const part = (official: boolean) =>
      [...bodies.values()]
        .filter(([first]) => first?.official === official)
        .map((sources) => body(sources, since, context));
    const checked = rows.filter((row) => row.checked?.works).length;
    const blind = context.past ? html`` : blindText(rows, context);
    return {
      title: words.coverage,
      body: [
        html`
          <p>${words.proofHint}</p><p>${freshText(rows, context)}${words.stop}
          ${context.past ? `${words.coveragePast} ` : ''} 
          ${say('addresses', { checked, of: rows.length })} 
          ${say('catalogHolds', { companies: catalog.companies.size, apps })} 
          ${link('/sources.csv', words.csv)}</p>${blind}<p class="legend">${(
            ['seen', 'part', 'gap', 'none'] as const
          ).map(
            (state) =>
              html`
              <span>
              <svg class="days key" viewBox="0 0 6 22" aria-hidden="true">
                <rect class="${state}" width="6" height="22">
                </rect>
              </svg>
              ${words.dayStates[state]}</span> 
            `,
          )}</p>
        `,
        section('bodies', part(true), words.regulators),
        section('press', part(false)),
      ],
    };
  },
};

/** Authorities that are named. */
const MOST_BLIND = 8;

/** Which authorities are not seen at all, and against which companies they have acted. */
function blindText(rows: readonly SourceRow[], context: RequestContext): Html {
  const { catalog } = context.deps.knowledge;
  const { bodies: regulators, companies } = blindOf(rows, catalog, context.at);
  if (regulators.length === 0) return html``;
  const format = new Intl.ListFormat(context.language);
  const names = format.format(
    regulators.slice(0, MOST_BLIND).map((regulator) => context.fullName(regulator)),
  );
  return html`<p class="failing" role="status">${context.say('blind', { n: regulators.length, names, companies: companies.length })}</p>`;
}

/** One regulator or paper: what is wrong, its bar, and its sources when somebody opens it. */
function body(sources: readonly SourceRow[], since: number | null, context: RequestContext): Html {
  const { say, words, date, moment } = context;
  const when = (at: number | null) => (at === null ? words.never : moment(at));
  const on = sources.filter((sourceRow) => sourceRow.enabled);
  const name = context.fullName(sources[0]!.owner);
  const worst = on.find(hasFailed) ?? on[0];
  const how =
    worst === undefined ? html`<span class="quiet">${words.off}</span>` : stateOf(worst, context);
  const rows = sources.map((row) => ({
    source: outside(row.url, context.sourceName(row)),
    state: stateOf(row, context),
    answered: row.answeredSince ? words.answeredSince : when(row.lastSuccessAt),
    newest: row.lastChangeAt === null && row.answeredSince ? '' : when(row.lastChangeAt),
    address: addressOf(row, context),
    layoutSeen: row.layoutSeen === null ? '' : date(row.layoutSeen),
    lag: number(
      row.lagMs === null
        ? ''
        : say('atMostMinutes', { n: Math.max(1, Math.round(row.lagMs / 60_000)) }),
    ),
    gaps: wide(row.gaps.map((gap) => gapText(gap, context)).join('; ')),
  }));
  const bar = statusBar(worstOf(on.map((row) => daysOf(row, context.at, since))), context);
  return html`
    <details class="status">
      <summary><span class="who">${name}</span> <span class="how">${how}</span> ${bar}</summary>
      ${context.table('sources', rows, { caption: name })}
    </details>
  `;
}

function stateOf(
  row: SourceRow,
  { say, words, language, moment, at }: RequestContext,
): Html | string {
  if (!row.enabled) return html`<span class="quiet">${words.off}</span>`;
  const gap = row.gaps.find((gap) => gap.to === null);
  if (row.finding !== null)
    return html`<span class="failing">${term('finding', row.finding.code, language)}</span>`;
  if (gap !== undefined)
    return html`<span class="failing">${say('notSeenSince', { when: moment(gap.from) })}</span>`;
  if (row.answeredSince) return words.nothingAgainst;
  const health = healthOf(row, at);
  if (health === 'healthy') return words.healthy;
  return health === 'never'
    ? words.notAskedYet
    : words.health[health === 'quiet' ? 'quiet' : 'answers'];
}

function addressOf({ checked }: SourceRow, { say, words, date }: RequestContext): string {
  if (checked === null) return words.unverified;
  const { works, on, by } = checked;
  return say('addressChecked', { works: works ? 'yes' : 'no', on: date(on), by });
}

const gapText = (
  { from, to, because }: SourceRow['gaps'][number],
  { moment, language }: RequestContext,
) => `${moment(from)} – ${to === null ? '…' : moment(to)}: ${formatReason(because, language)}`;

/**
 * How many of the sources that are on answer, need a look, or were not asked yet; of a past day,
 * against how many nothing is held.
 */
export function freshText(all: readonly SourceRow[], { past, say, at }: RequestContext): string {
  const { on, known, healthy, answers, quiet, failing, never } = coverageOf(all, at);
  if (past) return say('freshPast', { failure: failing, ok: healthy + answers + quiet, never });
  return say('freshWord', { on, known, healthy, answers, quiet, failure: failing, never });
}

const DAYS = 30;
/** Least part of a day without sight that makes the day a gap. */
const MOST_OF = 0.5;

/**
 * How a day of a source went: `none` = nobody asked it then, or only the newest answer is on
 * record.
 */
export type DayState = 'none' | 'seen' | 'part' | 'gap';
const WORST: readonly DayState[] = ['gap', 'part', 'seen', 'none'];

/**
 * The last 30 days of a source up to `at`, oldest first. A day is a `gap` where the source was not
 * seen for half of it, `part` where it was not for less.
 * @param since first look of this program; null = there was none
 */
export function daysOf(
  row: Pick<SourceRow, 'gaps' | 'lastSuccessAt' | 'answeredSince'>,
  at: number,
  since: number | null,
): DayState[] {
  const answered = row.lastSuccessAt !== null || row.answeredSince;
  return Array.from({ length: DAYS }, (_, n) => {
    const from = at - (DAYS - n) * DAY_MS;
    const to = from + DAY_MS;
    const unseen = row.gaps.reduce(
      (sum, gap) => sum + Math.max(0, Math.min(gap.to ?? at, to) - Math.max(gap.from, from)),
      0,
    );
    if (unseen >= DAY_MS * MOST_OF) return 'gap';
    if (unseen > 0) return 'part';
    return answered && since !== null && since < to ? 'seen' : 'none';
  });
}

/** One bar for several sources: each day as bad as the worst of them. */
export function worstOf(rows: readonly (readonly DayState[])[]): DayState[] {
  return Array.from(
    { length: DAYS },
    (_, n) => WORST.find((state) => rows.some((row) => row[n] === state)) ?? 'none',
  );
}

/** The days as a row of bars, oldest left, with a text alternative. */
function statusBar(days: readonly DayState[], { say }: RequestContext): Html {
  const count = (state: DayState) => days.filter((dayState) => dayState === state).length;
  const counts = {
    seen: count('seen'),
    part: count('part'),
    gap: count('gap'),
    none: count('none'),
  };
  return html`
    <svg class="days" viewBox="0 0 ${DAYS * 8} 22" role="img" aria-label="${say('statusDays', counts)}">
      ${days.map(
        (state, n) =>
          html`
        <rect class="${state}" x="${n * 8}" y="${state === 'none' ? 8 : 0}" width="6" height="${state === 'none' ? 6 : 22}" rx="1">
        </rect>
      `,
      )}
    </svg>
  `;
}

const MAX_SUPPRESSED = 50;
const STATES = ['sent', 'pending', 'retrying', 'refused', 'expired', 'uncertain'] as const;

/** What was sent where, and what was suppressed and why. */
export const deliveries: WebPage = {
  path: '/deliveries',
  async render(context) {
    const { words, asThen, language, link, moment, reasonText } = context;
    const wanted = STATES.find((state) => state === context.query('state'));
    const of = wanted === undefined ? {} : { state: wanted };
    const [found, suppressed] = await Promise.all([
      context.rows.deliveries({ ...of, ...asThen, ...context.pageQuery }),
      context.rows.suppressed({ ...asThen, limit: MAX_SUPPRESSED }),
    ]);
    const { rows, nav } = context.paged(found);
    const when = (at: number, notice: string | null) =>
      notice === null ? moment(at) : link(`/notice/${notice}`, moment(at));
    const sent = rows.map((delivery) => ({
      when: when(delivery.createdAt, delivery.notice),
      to: recipient(delivery.address, context),
      state: delivery.createdAt > context.at ? words.planned : words.states[delivery.state],
      level: number(delivery.level),
      attempts: number(delivery.attempts),
      error: wide(delivery.lastError === null ? '' : reasonText(delivery.lastError)),
    }));
    const lines = suppressed.map(
      (suppression) =>
        html`
          ${when(suppression.at, suppression.notice)} ${words.suppressedStage} “
          ${term('filter', suppression.stage, language)}” (
          ${suppression.address === null ? words.everybody : recipient(suppression.address, context)})${words.colon}
          ${reasonText(suppression.because)}
        `,
    );
    return {
      title: words.deliveries,
      body: [
        stateLinks(wanted, context),
        html`<p>${link('/deliveries.csv', words.csv)}</p>`,
        context.table('deliveries', sent),
        nav,
        context.section('suppressed', context.list(lines, words.empty.suppressed)),
      ],
    };
  },
};

/** A way out and who is behind it; the address itself is somebody's name. */
function recipient(address: Address, { words }: RequestContext): Html {
  return html`
    ${wordFor(words.sinks, address.sink)}${words.colon}<code>${shownAddress(address)}</code>
  `;
}

function stateLinks(wanted: Delivery['state'] | undefined, { words, href }: RequestContext): Html {
  const link = (state: (typeof STATES)[number] | null) =>
    html`
      <li>
        <a href="${href('/deliveries', { state })}"${(wanted ?? null) === state ? html` aria-current="true"` : ''}>
        ${state === null ? words.allStates : words.states[state]}</a>
      </li>
    `;
  return html`
    <nav aria-label="${words.state}">
      <ul class="chips">
        ${[null, ...STATES].map(link)}
      </ul>
    </nav>
  `;
}
