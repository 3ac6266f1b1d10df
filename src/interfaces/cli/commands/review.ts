import { labelOf } from '../../../answers/queries/answers.ts';
import { decidedNamesOf } from '../../../answers/queries/decisions.ts';
import { decideReview, type Refused } from '../../../answers/queries/reviews.ts';
import { CommandProblem, type Io } from '../../../app/io.ts';
import { formatReason, renderReason } from '../../../base/i18n/sentence.ts';
import type { CompanyId } from '../../../domain/ids.ts';
import type { Review } from '../../../domain/ports.ts';
import { WRONG_PARTS, type WrongPart } from '../../../domain/reported-action.ts';
import { shanghaiDay } from '../../../domain/time.ts';
import type { DecidedName } from '../../../pipeline/map/map-index.ts';
import type { CliCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { choice, JSON_OPTION, readAt } from '../option-values.ts';
import { plainTable } from '../print.ts';

/**
 * `review`: open reviews and decisions. An accepted mention becomes a dated name of its company.
 */
export const review: CliCommand = (command, { io, over }) => {
  command
    .command('list', { isDefault: true })
    .description('open questions, oldest first')
    .option('--decided', 'what was decided instead, newest first')
    .option('--limit <n>', 'at most so many', '50')
    .option(...JSON_OPTION)
    .action(
      over(async ({ store }, { decided = false, limit, json }) => {
        if (!/^[1-9]\d*$/.test(limit))
          throw new CommandProblem(`--limit "${limit}" is not a whole number above 0.`);
        const found = await store.reviews({ open: !decided, limit: Number(limit) });
        io.out(
          json ? JSON.stringify(found.map(reviewAnswer), null, 2) : reviewTable(found, decided),
        );
      }),
    );
  command
    .command('show')
    .description('one question with its candidates')
    .argument('<id>', 'its id, or the beginning of it')
    .option(...JSON_OPTION)
    .action(
      over(async (cli, id, { json }) => {
        const found = await reviewOf(cli, id);
        const lines = reviewLines(found, (company) => companyLabel(cli, company, io));
        io.out(json ? JSON.stringify(reviewAnswer(found), null, 2) : lines.join('\n'));
      }),
    );
  const verdicts = [
    ['accepted', 'accept', 'the name is that company’s, from the day of the notice on'],
    [
      'rejected',
      'reject',
      'none of the candidates is meant; of an alert: it did not hit the company, on this page only',
    ],
  ] as const;
  for (const [verdict, word, description] of verdicts) {
    const subcommand = command
      .command(word)
      .description(description)
      .argument('<id>', 'id of the question, or the beginning of it')
      .requiredOption('--because <reason>', 'what it rests on: a report, a filing, a page')
      .requiredOption('--by <name>', 'who decides')
      .option('--from <date>', 'first day it holds, where it is not the day of the notice')
      .option(
        '--company <ticker|name|id>',
        verdict === 'accepted'
          ? 'whose it is; may be left out where there is one candidate'
          : 'of an alert on several companies: the one that is taken back',
      )
      .option('--name <name>', 'of an alert: the name it is about, where there are several');
    if (verdict === 'rejected')
      subcommand.addOption(
        choice(
          '--wrong <what>',
          'of an alert, what was wrong: the act (this page only, the default), the whole page, ' +
            'the match of the name by its developer from then on, or the name as this company’s ' +
            'by any developer',
          WRONG_PARTS,
        ),
      );
    subcommand.action(
      over(
        async (
          cli,
          id,
          options: {
            because: string;
            by: string;
            from?: string;
            company?: string;
            name?: string;
            wrong?: WrongPart;
          },
        ) => {
          const found = await reviewOf(cli, id);
          const { company = '', by, because, from, name, wrong } = options;
          const now = io.now();
          const day = from === undefined ? {} : { from: shanghaiDay(readAt(from, now, '--from')) };
          const done = await decideReview(
            cli,
            found,
            {
              verdict,
              company,
              by,
              because,
              ...day,
              ...(name === undefined ? {} : { name }),
              ...(wrong === undefined ? {} : { wrong }),
            },
            now,
          );
          if (!done.ok) throw refusal(done);
          io.out(sentenceOf(done.review, (id) => companyLabel(cli, id, io)));
        },
        { write: true },
      ),
    );
  }
};

/** More open reviews than anybody will ever read. */
const ALL = 100_000;

/** A review by its id or a unique beginning of it, open ones first. */
async function reviewOf(cli: CliContext, id: string): Promise<Review> {
  for (const open of [true, false]) {
    const all = await cli.store.reviews({ open, limit: ALL });
    const exact = all.filter((review) => review.id === id);
    const fits = exact.length > 0 ? exact : all.filter((review) => review.id.startsWith(id));
    if (fits.length > 1)
      throw new CommandProblem(`“${id}” begins ${fits.length} ids: write more of it.`, 1);
    if (fits[0] !== undefined) return fits[0];
  }
  throw new CommandProblem(`There is no review “${id}”: \`review list\` shows the open ones.`, 1);
}

/** Exit code 1 where another person was first, 2 where the command is wrong. */
function refusal({ why, because, candidates }: Refused): CommandProblem {
  const lines = [
    formatReason(because, 'en'),
    ...candidates.map((candidate) => `  ${candidate.id}  ${candidate.name}`),
  ];
  return new CommandProblem(lines.join('\n'), why === 'decided' || why === 'raced' ? 1 : 2);
}

function sentenceOf(found: Review, label: (company: CompanyId) => string): string {
  const { id, kind, decision } = found;
  const decided = decidedNamesOf(found);
  if (kind === 'wrong-company' && decision?.verdict === 'rejected')
    return takenBackSentence(decision, decided, label);
  if (decision?.overrules === true)
    return (
      `${found.subject} is taken back: score and messages are corrected. Other acts of this page ` +
      'stand.'
    );
  if (decided.length === 0) return `${id}: ${decision!.verdict}.`;
  const sentences = decided.map(({ name, developer, from, company, not }) => {
    const what = `“${name}”${developer === null ? '' : ` by ${developer}`}`;
    return company === null
      ? `${what} is none of ${not.join(', ') || 'the candidates'}, from ${from} on.`
      : `${what} belongs to ${label(company)} from ${from} on. The running program settles its ` +
          'notice again within seconds.';
  });
  return sentences.join('\n');
}

/** What a rejected alert withdraws, and its scope. */
function takenBackSentence(
  { company, wrong = 'act' }: NonNullable<Review['decision']>,
  decided: readonly DecidedName[],
  label: (company: CompanyId) => string,
): string {
  if (company === null || wrong === 'page')
    return (
      'Everything that this page says is taken back: scores and messages are corrected. Other ' +
      'pages count as before.'
    );
  const back = `${label(company)} is taken back: its score and its messages are corrected.`;
  if (wrong === 'act') return `${back} This page only: later notices count as before.`;
  const names = decided.map(({ name, developer, anyDeveloper, from }) => {
    const by = anyDeveloper === true || developer === null ? '' : ` by ${developer}`;
    const whoever = anyDeveloper === true ? ', whoever the developer' : '';
    return (
      `“${name}”${by} is not its name from ${from} on${whoever}: later notices that print it are ` +
      'not counted for it.'
    );
  });
  return [back, ...names].join('\n');
}

function companyLabel(cli: CliContext, id: CompanyId, io: Io): string {
  const company = cli.knowledge.catalog.companies.get(id);
  return company === undefined ? id : labelOf(company, shanghaiDay(io.now()));
}

/** A review as `--json` prints it. */
function reviewAnswer(review: Review) {
  const candidates = review.candidates.map((each) => ({
    ...each,
    because: renderReason(each.because, 'en'),
  }));
  return { ...review, because: renderReason(review.because, 'en'), candidates };
}

function reviewTable(reviews: readonly Review[], decided: boolean): string {
  if (reviews.length === 0)
    return decided ? 'Nothing has been decided yet.' : 'Nothing is waiting for a decision.';
  const head = decided
    ? ['id', 'what', 'decision', 'by', 'because']
    : ['id', 'day', 'what', 'candidates'];
  return plainTable(head, reviews.map(decided ? decidedRow : openRow));
}

function openRow(review: Review): string[] {
  const candidates = [...new Set(review.candidates.map((each) => each.company))].join(', ');
  return [
    review.id,
    reviewDay(review),
    review.subject,
    candidates || formatReason(review.because, 'en'),
  ];
}

function decidedRow(review: Review): string[] {
  const { decision } = review;
  if (decision === null) return openRow(review);
  const verdict =
    decision.company === null ? decision.verdict : `${decision.verdict}: ${decision.company}`;
  return [review.id, review.subject, verdict, decision.by, decision.because];
}

function reviewDay(review: Review): string {
  return review.name?.day ?? new Date(review.createdAt).toISOString().slice(0, 10);
}

/** One review in full: the question, the candidates with reasons, and the decision. */
function reviewLines(review: Review, label: (company: CompanyId) => string): string[] {
  const { decision } = review;
  const candidates = review.candidates.map(
    (each) => `  ${each.company} (${label(each.company)}): ${formatReason(each.because, 'en')}`,
  );
  return [
    `${review.subject} (${review.kind}, ${reviewDay(review)})`,
    formatReason(review.because, 'en'),
    ...(candidates.length === 0 ? [] : ['Candidates:', ...candidates]),
    decision === null
      ? `Open. Decide with: review accept ${review.id} --company … --because … --by …, or review ` +
        'reject ' +
        `${review.id}${review.kind === 'wrong-company' ? ' --company … --wrong act|page|match|company' : ''} ` +
        '--because … --by …'
      : `${decision.verdict}${decision.company === null ? '' : ` for ${label(decision.company)}`} ` +
        `by ${decision.by}, ${new Date(decision.at).toISOString()}: ${decision.because}`,
  ];
}
