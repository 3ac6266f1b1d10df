import type { Source } from '../src/domain/regulator.ts';
import { DAY_MS } from '../src/domain/time.ts';
import type { WatchedSource } from '../src/knowledge/catalog/watched-sources.ts';
import type { SourceCheck } from '../src/pipeline/watch/check-source.ts';

// What the weekly check of the public addresses found: as docs/sources.md, and as issues, one for
// each source that broke.

type State =
  | 'answers'
  | 'doubtful'
  | 'does not answer'
  | 'needs a setting'
  | 'off'
  | 'not asked yet';

/** A source with what its check came to. */
export interface ReportRow {
  readonly source: Source;
  readonly body: string;
  readonly country: string;
  readonly state: State;
  readonly newest: string | null;
  readonly rows: number | null;
  /** Why it does not answer, or is doubted. */
  readonly because: string;
}

/**
 * A check as `sources check --json` prints it; a source is watched without any setting of one's
 * own.
 */
export function reportRows(
  watched: readonly WatchedSource[],
  checks: readonly SourceCheck[],
): ReportRow[] {
  const found = new Map(checks.map((check) => [check.source, check]));
  return watched
    .map(({ source, regulator, outlet, country }): ReportRow => {
      const check = found.get(source.id);
      const answered = check?.addresses.find((one) => one.answer === 'ok');
      const dates = (answered?.first ?? []).flatMap(({ date }) => dayIn(date));
      const facts = {
        source,
        body: regulator ?? outlet?.id ?? source.id,
        country: country ?? '',
        newest: dates.sort().at(-1) ?? null,
        rows: answered?.rows ?? null,
      };
      return { ...facts, ...stateOf(source, check) };
    })
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** By country, the press last. */
const placeOf = ({ country, source }: ReportRow) =>
  `${country || '~'} ${source.theme ?? ''} ${source.id}`;

function stateOf(
  source: Source,
  check: SourceCheck | undefined,
): Pick<ReportRow, 'state' | 'because'> {
  const note = source.note ?? '';
  if (!source.enabled)
    return note.startsWith('needs ')
      ? { state: 'needs a setting', because: note }
      : { state: 'off', because: '' };
  if (check === undefined) return { state: 'not asked yet', because: '' };
  if (check.proven) return { state: 'answers', because: '' };
  const first = check.addresses[0];
  return check.works
    ? { state: 'doubtful', because: (first?.doubts ?? []).join(', ') }
    : { state: 'does not answer', because: first?.answer ?? '' };
}

const dayIn = (text: string | null): string[] => {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0];
  if (day !== undefined) return [day];
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? [] : [new Date(at).toISOString().slice(0, 10)];
};

/** Least part of the watched sources that must answer for the badge to be green. */
export const LEAST_ANSWERING = 0.9;

export function isGreen(rows: readonly ReportRow[]): boolean {
  const { asked, answers } = countsOf(rows);
  return asked > 0 && answers / asked >= LEAST_ANSWERING;
}

function countsOf(rows: readonly ReportRow[]) {
  const count = (...states: State[]) => rows.filter((row) => states.includes(row.state)).length;
  return {
    asked: count('answers', 'doubtful', 'does not answer'),
    answers: count('answers'),
    on: count('answers', 'doubtful', 'does not answer', 'not asked yet'),
    settings: count('needs a setting'),
  };
}

/** docs/sources.md: each source with its state, its newest row and why it is not well. */
export function reportText(rows: readonly ReportRow[], now: number | null): string {
  const { asked, answers, on, settings } = countsOf(rows);
  const day = now === null ? null : new Date(now).toISOString().slice(0, 10);
  const age = (newest: string | null) =>
    newest === null || now === null
      ? ''
      : String(Math.max(0, Math.floor((now - Date.parse(newest)) / DAY_MS)));
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const lines = rows.map(({ source, country, state, newest, rows: n, because }) =>
    [
      country,
      source.theme ?? '',
      `[${source.id}](${source.url})`,
      state,
      newest ?? '',
      age(newest),
      n ?? '',
      because,
    ]
      .map((one) => ` ${cell(String(one))} `)
      .join('|'),
  );
  const said =
    day === null
      ? 'Nobody has asked the public addresses yet: the weekly check writes this page where the repository is hosted.'
      : `Asked on ${day}: ${answers} of ${asked} answer with a list that nothing speaks against.`;
  return `# Sources

Written by the weekly check (\`.github/workflows/sources.yml\`). ${said}
${on} sources are watched without any setting of one's own; ${settings} more need one (RSSHUB_URL, BROWSER_WS).
A source is doubtful where it answers and its rows state no days, have titles of a few letters, lead into the menu of their site, or are fewer than usual.

| country | pack | source | state | newest row | days since | rows | because |
|---|---|---|---|---|---|---|---|
${lines.map((line) => `|${line}|`).join('\n')}
`;
}

/** An issue of the check that is open. */
export interface OpenIssue {
  readonly number: number;
  readonly title: string;
}

const titleOf = (id: string) => `Source ${id} is broken`;

/**
 * What to do with issues: one for each source that does not answer or is doubted and has none yet,
 * and the end of those whose source answers again.
 */
export function issueChanges(rows: readonly ReportRow[], open: readonly OpenIssue[]) {
  const broken = rows.filter(({ state }) => state === 'doubtful' || state === 'does not answer');
  const titles = new Set(open.map(({ title }) => title));
  const well = new Set(
    rows.filter(({ state }) => state === 'answers').map(({ source }) => titleOf(source.id)),
  );
  return {
    create: broken
      .filter(({ source }) => !titles.has(titleOf(source.id)))
      .map(({ source, state, because }) => ({
        title: titleOf(source.id),
        body: `${source.url}\n\nThe weekly check: it ${state === 'doubtful' ? 'answers, and its rows are doubtful' : 'does not answer'} (${because}).\nAsk it again with \`tocsin sources check ${source.id}\`.`,
      })),
    close: open.filter(({ title }) => well.has(title)),
  };
}
