import { CommandProblem } from '../app/io.ts';
import type { Incident } from '../domain/incident.ts';
import type { Reason } from '../domain/reason.ts';
import { DAY_MS, type Instant } from '../domain/time.ts';
import { said, sentence, term } from '../present/sentence.ts';
import type { CliCommand } from './command.ts';
import { JSON_OPTION } from './option-values.ts';

const MOST = 1_000;

/** `sources incidents`: what was wrong with the watch lately, who was told of it, and why others were not. */
export const sourcesIncidents: CliCommand = (command, { io, over }) =>
  command
    .description('what was wrong with the watch lately, who was told of it, and why others were not')
    .option('--days <n>', 'how far back', '7')
    .option(...JSON_OPTION)
    .action(
      over(async ({ store }, { days }, one) => {
        const { json } = one.optsWithGlobals() as { json?: boolean };
        const since = (io.now() - daysOf(days) * DAY_MS) as Instant;
        const incidents = await store.incidents({ since, limit: MOST });
        io.out(json ? JSON.stringify(incidents.map(withTexts), null, 2) : textOf(incidents));
      }),
    );

function daysOf(text: string): number {
  if (Number(text) > 0) return Number(text);
  throw new CommandProblem(`--days "${text}" is not a number above 0.`);
}

const iso = (at: number) => `${new Date(at).toISOString().slice(0, 16)}Z`;

const withTexts = (one: Incident) => ({
  ...one,
  tellings: one.tellings.map((each) => ({
    ...each,
    because: each.because === null ? null : said(each.because, 'en'),
  })),
});

const tail = (lead: string, because: Reason | null) =>
  because === null ? '' : `${lead}${sentence(because, 'en')}`;

function textOf(incidents: readonly Incident[]): string {
  if (incidents.length === 0) return 'Nothing was wrong.';
  return incidents
    .map((one) => {
      const span = one.to === null ? 'lasts' : one.to === one.from ? 'once' : `to ${iso(one.to)}`;
      const what = one.kind === 'gap' ? 'gap' : one.code;
      const lines = one.tellings.map(
        ({ to, of, alert, because }) =>
          `  ${of} to ${to}: ${alert === null ? `not told${tail(', ', because)}` : `told${tail('; not to ', because)}`}`,
      );
      const head = `${iso(one.from)} ${span}  ${one.source}: ${what} (${term('finding', one.code, 'en')})`;
      return [head, ...(lines.length === 0 ? ['  not decided yet'] : lines)].join('\n');
    })
    .join('\n');
}
