import { readFileSync } from 'node:fs';
import { CommandProblem, type Io } from '../../app/io.ts';
import { oneCompany } from '../../ask/find-company.ts';
import type { LookupOptions } from '../../ask/lookup-result.ts';
import { NOT_WATCHING } from '../../ask/record.ts';
import { dayOf, riskOf } from '../../ask/risk.ts';
import { withParts } from '../../domain/lazily.ts';
import type { Step } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import type { CliCommand } from '../command.ts';
import type { LookupContext } from '../context.ts';
import { type LookupFlags, lookupOptions, printLookup } from '../lookup.ts';

interface RiskFlags extends LookupFlags {
  readonly facts?: string;
}

/** `risk <ticker|name>`: score, band, factors that add up, cases, as of any day. */
export const risk: CliCommand = {
  define: (command, run, io) =>
    lookupOptions(
      command.argument(
        '<company...>',
        'ticker (0700.HK, 700, XHKG:0700, TCEHY, DIDI) or name in English, Chinese or pinyin',
      ),
    )
      .option('--facts <file>', 'score these facts alone, instead of history and notices')
      .action((words: string[], { facts, ...flags }: RiskFlags) =>
        run(() =>
          printLookup(io, flags, (cli, options) =>
            facts === undefined
              ? cli.ask.risk(words.join(' '), options)
              : overFacts(words.join(' '), facts, cli, options, io),
          ),
        ),
      ),
};

async function overFacts(query: string, file: string, cli: LookupContext, options: LookupOptions, io: Io) {
  const taken = oneCompany(query, dayOf(options.at), cli.find, cli.knowledge.catalog.companies);
  if (!taken.found) return taken;
  const bare = withParts(cli.knowledge, { catalog: withParts(cli.knowledge.catalog, { rules: [] }) });
  const watching = NOT_WATCHING(io.now() as Instant);
  return {
    found: true as const,
    ...riskOf(bare, taken.company, await factSteps(file), { ...options, taken: taken.because, watching }),
  };
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
