import pc from 'picocolors';
import { catalogOf, settingsOf } from '../../app/settings.ts';
import { knowledgeOf } from '../../ask/knowledge.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { readerOf } from '../../flows/reader.ts';
import { runEval } from '../../study/eval-command.ts';
import { predictionOf } from '../../study/predict.ts';
import type { CliCommand } from '../command.ts';
import { readLoose } from '../eval-reader.ts';
import { runReaderTrial } from '../eval-second-reader.ts';
import { formatOf } from '../loose-format.ts';

/** `eval <corpus folder>`: scores reading and mapping against labels; see `eval --help`. */
export const evaluate: CliCommand = {
  define: (command, run, io) =>
    command
      .argument(
        '[args...]',
        'a folder with raw/NNN.json and gold/NNN.json; --json; --predictions <folder>; or: reader <folder of labelled press>',
      )
      .allowUnknownOption()
      .helpOption(false)
      .action((args: string[]) =>
        run(async () => {
          if (args[0] === 'reader') return runReaderTrial(args[1], io);
          const catalog = catalogOf(settingsOf(io));
          const knowledge = knowledgeOf(catalog);
          const reader = readerOf(catalog);
          const colours = pc.createColors(io.terminal.out && !io.env.NO_COLOR);
          return runEval(args, {
            judgesCompanies: true,
            out: (text) => io.out(text.trimEnd()),
            error: (text) => io.err(text.trimEnd()),
            red: colours.red,
            predict: (raw) => {
              const day = (raw.published ?? new Date(io.now()).toISOString().slice(0, 10)) as CalendarDate;
              const loose = {
                id: raw.id,
                title: raw.title,
                text: raw.text,
                format: formatOf(raw.format, raw.text),
                published: raw.published as CalendarDate | null,
                outlet: null,
              };
              const { notice, mapping } = readLoose(loose, reader, knowledge, day);
              return predictionOf(raw.id, notice, mapping, catalog, day);
            },
          });
        }),
      ),
};
