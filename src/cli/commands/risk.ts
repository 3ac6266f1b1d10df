import { readFileSync } from 'node:fs';
import { CommandProblem, type Io } from '../../app/io.ts';
import { oneCompany } from '../../ask/find-company.ts';
import { NOT_WATCHING } from '../../ask/record.ts';
import { dayOf, riskOf } from '../../ask/risk.ts';
import { withParts } from '../../domain/lazily.ts';
import type { Step } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { readAt } from '../at.ts';
import type { CliCommand } from '../command.ts';
import { openLookupContext } from '../context.ts';
import { notFound, printCard } from '../print.ts';

interface RiskFlags {
  readonly at?: string;
  readonly facts?: string;
  readonly json?: boolean;
  readonly language?: 'en' | 'zh';
}

/** `risk <ticker|name>`: score, band, factors that add up, cases, as of any day. */
export const risk: CliCommand = {
  define: (command, run, io) =>
    command
      .argument(
        '<company...>',
        'ticker (0700.HK, 700, XHKG:0700, TCEHY, DIDI) or name in English, Chinese or pinyin',
      )
      .option('--at <date|instant>', 'as of that day (23:59:59 in Shanghai) or instant (with offset)')
      .option('--facts <file>', 'score these facts alone, instead of history and notices')
      .option('--language <en|zh>', 'language of the answer')
      .option('--json', 'for machines; the shape is stable')
      .action((words: string[], options: RiskFlags) => run(() => answer(words.join(' '), options, io))),
};

async function answer(query: string, options: RiskFlags, io: Io): Promise<0 | 1> {
  const at = readAt(options.at, io.now());
  const cli = await openLookupContext(io);
  try {
    const language = options.language ?? cli.env.LANGUAGE;
    const answered =
      options.facts === undefined
        ? await cli.ask.risk(query, { at, language })
        : await overFacts(options.facts);
    if (!answered.found) return notFound(answered, io, options.json === true, language);
    if (options.json === true) io.out(JSON.stringify(answered.answer, null, 2));
    else printCard(answered.card, io);
    return 0;

    async function overFacts(file: string) {
      const taken = oneCompany(query, dayOf(at), cli.find, cli.knowledge.catalog.companies);
      if (!taken.found) return taken;
      const bare = withParts(cli.knowledge, {
        catalog: withParts(cli.knowledge.catalog, { rules: [] }),
      });
      return {
        found: true as const,
        ...riskOf(bare, taken.company, await factSteps(file), {
          ...{ at, language, taken: taken.because },
          watching: NOT_WATCHING(io.now() as Instant),
        }),
      };
    }
  } finally {
    await cli.close();
  }
}

/** Steps of a facts file; its problems are told with their place. */
async function factSteps(path: string): Promise<Step[]> {
  const { parseFacts } = await import('../../catalog/facts.ts');
  const { stepsOfFacts } = await import('../../score/fact-steps.ts');
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
