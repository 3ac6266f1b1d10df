import type { Io } from '../../app/io.ts';
import { oneCompany } from '../../ask/find-company.ts';
import { dayOf } from '../../ask/risk.ts';
import { openClaims, unconfirmedAnswer } from '../../ask/unconfirmed.ts';
import { readAt } from '../at.ts';
import type { CliCommand } from '../command.ts';
import { openCliContext } from '../context.ts';
import { notFound, printCard } from '../print.ts';

interface UnconfirmedFlags {
  readonly at?: string;
  readonly json?: boolean;
  readonly language?: 'en' | 'zh';
}

/** `unconfirmed [ticker|name]`: steps that one report states and nobody confirmed yet, newest first. */
export const unconfirmed: CliCommand = {
  define: (command, run, io) =>
    command
      .argument('[company...]', 'ticker or name; without one, of every company')
      .option('--at <date|instant>', 'as of that day (23:59:59 in Shanghai) or instant (with offset)')
      .option('--language <en|zh>', 'language of the answer')
      .option('--json', 'for machines; the shape is stable')
      .action((words: string[] | undefined, options: UnconfirmedFlags) =>
        run(() => answer(words?.join(' ') || null, options, io)),
      ),
};

async function answer(query: string | null, options: UnconfirmedFlags, io: Io): Promise<0 | 1> {
  const at = readAt(options.at, io.now());
  const cli = await openCliContext(io);
  try {
    const language = options.language ?? cli.env.LANGUAGE;
    const result = await unconfirmedAnswer(query, cli, { at, language });
    if (!result.found) return notFound(result, io, options.json === true, language);
    if (options.json !== true) printCard(result.card, io);
    else {
      const { companies } = cli.knowledge.catalog;
      const taken = query === null ? null : oneCompany(query, dayOf(at), cli.find, companies);
      const of = taken?.found ? { company: taken.company.id } : {};
      io.out(JSON.stringify(await openClaims(cli.store, { ...of, until: at, limit: 1_000 }), null, 2));
    }
    return 0;
  } finally {
    await cli.close();
  }
}
