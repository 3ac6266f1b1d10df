import type { Argument as TypedArgument } from '@commander-js/extra-typings';
import { Argument } from 'commander';
import { TABLES } from '../../../answers/export/tables.ts';
import { linesOf, writeFileOf } from '../../../answers/export/write.ts';
import { CommandProblem } from '../../../app/io.ts';
import { CalendarDate, dayIn } from '../../../domain/time.ts';
import type { CliCommand } from '../command.ts';
import { choice } from '../option-values.ts';

/** `export scores|signals|events|cases`: rows for a notebook, written as they are made. */
export const exportRows: CliCommand = (command, { io, over }) =>
  command
    .addArgument(
      new Argument('<table>', 'what each row is').choices(
        Object.keys(TABLES),
      ) as never as TypedArgument<'<table>'>,
    )
    .addOption(
      choice('--format <format>', 'format of the file', ['csv', 'jsonl', 'parquet']).default(
        'csv' as const,
      ),
    )
    .option(
      '--from <date>',
      'first day, in Shanghai',
      dayOf('--from'),
      '2018-01-01' as CalendarDate,
    )
    .option('--to <date>', 'last day; today, where it is not given', dayOf('--to'))
    .option('--out <file>', 'file to write; the terminal, where it is not given')
    .action(
      over(
        async (
          context,
          table: string,
          { format, from, to = dayIn(io.now(), 'Asia/Shanghai'), out },
        ) => {
          if (from > to) throw new CommandProblem('--from lies after --to: swap them.');
          const { columns, rows: rowsOf } = TABLES[table]!;
          const rows = rowsOf(context, { from, to });
          if (out !== undefined) {
            const written = await writeFileOf(out, format, columns, rows);
            if ('problem' in written) throw new CommandProblem(written.problem);
            io.err(`${written.rows} rows of ${table} in ${out}`);
          } else if (format === 'parquet')
            throw new CommandProblem('Parquet is no text for a terminal: name a file with --out.');
          else for await (const line of linesOf(format, columns, rows)) io.out(line.trimEnd());
        },
      ),
    );

const dayOf = (option: string) => (text: string) => {
  const day = CalendarDate.safeParse(text);
  if (day.success) return day.data;
  throw new CommandProblem(`${option} "${text}" is not a day: write 2021-08-18.`);
};
