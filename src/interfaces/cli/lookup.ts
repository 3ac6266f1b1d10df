import { readFileSync } from 'node:fs';
import { LOOKUPS, type Lookup, lookUp } from '../../answers/queries/lookups.ts';
import { CommandProblem } from '../../app/io.ts';
import type { Language } from '../../domain/language.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { CliCommand } from './command.ts';
import { withLookupContext } from './context.ts';
import { JSON_OPTION, languageOption, readAt } from './option-values.ts';
import { notFound, printCard } from './print.ts';

type LookupFlags = Partial<Record<'at' | 'facts' | 'since' | 'developer', string>> & {
  readonly json?: boolean;
  readonly language?: Language;
};

/** Description of each kind of argument in `--help`. */
const TAKES = {
  company:
    'ticker (0700.HK, 700, XHKG:0700, TCEHY, DIDI) name in English, Chinese or pinyin, or a ' +
    'registered firm',
  name: 'as a notice writes it: 微信, 去哪儿旅行, QQ Music',
  authority: 'an authority by its short or full name: SAMR, FTC, 工信部',
  of: 'a company (its newest notice), or the reference of an alert',
} as const;

/** Options that one look-up alone has. */
const OWN_OPTIONS: Partial<Record<Lookup['name'], readonly [flags: string, says: string]>> = {
  risk: ['--facts <file>', 'score these facts alone, instead of history and notices'],
  why: [
    '--since <date|instant>',
    'split the change since then; a day before, where it is not given',
  ],
  app: ['--developer <firm>', 'the developer printed beside it'],
};

/** The command of a look-up: it prints the same card as the slash command of that name. */
export function lookupCommand(name: Lookup['name']): CliCommand {
  const {
    argument: takes,
    min: least,
    max: most,
  } = LOOKUPS.find((lookup) => lookup.name === name)!;
  return (command, { io, run }) => {
    if (takes !== null) {
      const description = least > 0 ? TAKES[takes] : `${TAKES[takes]}; all, where none is given`;
      command.argument(
        least > 0 ? `<${takes}...>` : `[${takes}...]`,
        most > 1 ? `${description}; put a name of several words in quotes` : description,
      );
    }
    command
      .option(
        '--at <date|instant>',
        'as of that day (23:59:59 in Shanghai) or instant (with offset)',
      )
      .addOption(languageOption())
      .option(...JSON_OPTION);
    const own = OWN_OPTIONS[name];
    if (own !== undefined) command.option(...own);
    const action = async (typed: readonly string[], flags: LookupFlags) => {
      if (most > 1 && (typed.length < least || typed.length > most))
        throw new CommandProblem(`${name} takes two to five companies, each as one argument.`);
      const words = most > 1 || typed.length === 0 ? typed : [typed.join(' ')];
      const { json = false, developer } = flags;
      const at = readAt(flags.at, io.now());
      const since = readAt(flags.since, at - DAY_MS, '--since');
      if (since > at)
        throw new CommandProblem(
          '--since lies after the instant of the score: give an earlier day.',
        );
      const facts = flags.facts === undefined ? undefined : await factSteps(flags.facts);
      return withLookupContext(io, async (cli) => {
        const language = flags.language ?? cli.env.LANGUAGE;
        const result = await lookUp(name, { words, language, at, since, facts, developer }, cli);
        if (!result.found) return notFound(result, io, json, language);
        const { card, table = null, answer = { card, table } } = result;
        if (json) io.out(JSON.stringify(answer, null, 2));
        else printCard(card, io);
        // A known app without a company.
        return (answer as { company?: unknown }).company === null ? 1 : 0;
      });
    };
    command.action(takes === null ? run((flags) => action([], flags)) : (run(action) as never));
  };
}

/** Acts of a facts file; its problems are reported with their place. */
async function factSteps(path: string): Promise<RegulatoryEvent[]> {
  const { parseFacts } = await import('../../knowledge/catalog/facts.ts');
  const { stepsOfFacts } = await import('../../pipeline/score/history-events.ts');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandProblem(`--facts ${path} cannot be read: ${(error as Error).message}`);
  }
  const { facts, problems } = parseFacts(text, path);
  const lines = problems.map(
    (problem) =>
      `${problem.file}:${problem.line}:${problem.column}: ${problem.message}. ${problem.remedy}`,
  );
  if (lines.length > 0) throw new CommandProblem(lines.join('\n'));
  return stepsOfFacts(facts);
}
