import { readFileSync } from 'node:fs';
import { CommandProblem, type Io } from '../../app/io.ts';
import { notFound, printCard } from '../../app/print.ts';
import { oneCompany } from '../../ask/find-company.ts';
import { NOT_WATCHING } from '../../ask/record.ts';
import { dayOf, riskOf } from '../../ask/risk.ts';
import { parseFacts } from '../../catalog/facts.ts';
import type { Step } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { stepsOfFacts } from '../../score/fact-steps.ts';
import { readAt } from '../at.ts';
import type { CliCommand } from '../command.ts';
import { openDesk } from '../desk.ts';

interface Options {
  readonly at?: string;
  readonly facts?: string;
  readonly json?: boolean;
  readonly language?: 'en' | 'zh';
}

/** `risk <ticker|name>`: score, band, factors that add up, cases, as of any day. */
export const risk: CliCommand = {
  define: (program, run, io) =>
    program
      .command('risk')
      .description('how risky is a company, and why?')
      .argument(
        '<company...>',
        'ticker (0700.HK, 700, XHKG:0700, TCEHY, DIDI) or name in English, Chinese or pinyin',
      )
      .option('--at <date|instant>', 'as of that day (23:59:59 in Shanghai) or instant (with offset)')
      .option('--facts <file>', 'score these facts alone, instead of history and notices')
      .option('--language <en|zh>', 'language of the answer')
      .option('--json', 'for machines; the shape is stable')
      .action((words: string[], options: Options) => run(() => answer(words.join(' '), options, io))),
};

async function answer(query: string, options: Options, io: Io): Promise<0 | 1> {
  const at = readAt(options.at, io.now());
  const desk = await openDesk(io);
  try {
    const language = options.language ?? desk.env.LANGUAGE;
    const answered =
      options.facts === undefined ? await desk.ask.risk(query, { at, language }) : overFacts(options.facts);
    if (!answered.found) return notFound(answered, io, options.json === true, language);
    if (options.json === true) io.out(JSON.stringify(answered.answer, null, 2));
    else printCard(answered.card, io);
    return 0;

    function overFacts(file: string) {
      const taken = oneCompany(query, dayOf(at), desk.find, desk.knowledge.catalog.companies);
      if (!taken.found) return taken;
      const bare = { ...desk.knowledge, catalog: { ...desk.knowledge.catalog, rules: [] } };
      return {
        found: true as const,
        ...riskOf(bare, taken.company, factSteps(file), {
          ...{ at, language, taken: taken.because },
          watching: NOT_WATCHING(io.now() as Instant),
        }),
      };
    }
  } finally {
    await desk.close();
  }
}

/** Steps of a facts file; its problems are told with their place. */
function factSteps(path: string): Step[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandProblem(`--facts ${path} cannot be read: ${(error as Error).message}`);
  }
  const { facts, problems } = parseFacts(text, path);
  if (problems.length > 0)
    throw new CommandProblem(
      problems
        .map((one) => `${one.file}:${one.line}:${one.column}: ${one.message}. ${one.remedy}`)
        .join('\n'),
    );
  return stepsOfFacts(facts);
}
