import { Argument } from 'commander';
import { CommandProblem, type ExitCode, type Io } from '../../app/io.ts';
import { CalendarDate, dayIn, type Instant } from '../../domain/time.ts';
import { TABLES } from '../../export/tables.ts';
import { type ExportFormat, linesOf, writeFileOf } from '../../export/write.ts';
import type { CliCommand } from '../command.ts';
import { withCliContext } from '../context.ts';
import { choice } from '../option-values.ts';

interface ExportFlags {
  readonly format: ExportFormat;
  readonly from: string;
  readonly to?: string;
  readonly out?: string;
}

const FORMATS: readonly ExportFormat[] = ['csv', 'jsonl', 'parquet'];

/** `export scores|signals|events|cases`: rows for a notebook, written as they are made. */
export const exportRows: CliCommand = {
  define: (command, run, io) =>
    command
      .addArgument(new Argument('<table>', 'what each row is').choices(Object.keys(TABLES)))
      .addOption(choice('--format <format>', 'format of the file', FORMATS, 'csv'))
      .option('--from <date>', 'first day, in Shanghai', '2018-01-01')
      .option('--to <date>', 'last day; today, where it is not given')
      .option('--out <file>', 'file to write; the terminal, where it is not given')
      .action((table: string, options: ExportFlags) => run(() => answer(table, options, io))),
};

async function answer(table: string, options: ExportFlags, io: Io): Promise<ExitCode> {
  const { format } = options;
  const range = {
    from: dayOfText(options.from, '--from'),
    to:
      options.to === undefined ? dayIn(io.now() as Instant, 'Asia/Shanghai') : dayOfText(options.to, '--to'),
  };
  if (range.from > range.to) throw new CommandProblem('--from lies after --to: swap them.');
  if (format === 'parquet' && options.out === undefined)
    throw new CommandProblem('Parquet is no text for a terminal: name a file with --out.');
  return withCliContext(io, async (cli) => {
    const { columns, rows: rowsOf } = TABLES[table]!;
    const rows = rowsOf(cli, range);
    if (options.out !== undefined) {
      const count = await writeFileOf(options.out, format, columns, rows);
      io.err(`${count} rows of ${table} in ${options.out}`);
      return 0;
    }
    for await (const line of linesOf(format as 'csv' | 'jsonl', columns, rows)) io.out(line.trimEnd());
    return 0;
  });
}

function dayOfText(text: string, option: string): CalendarDate {
  const day = CalendarDate.safeParse(text);
  if (day.success) return day.data;
  throw new CommandProblem(`${option} "${text}" is not a day: write 2021-08-18.`);
}
