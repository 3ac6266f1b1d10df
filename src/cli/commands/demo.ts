import type { CliCommand } from '../command.ts';
import { languageOption } from '../option-values.ts';

interface DemoFlags {
  readonly language: 'en' | 'zh';
  readonly web?: boolean;
}

/** `demo`: the real program on the seed day, over loopback HTTP, in a folder that is thrown away. */
export const demo: CliCommand = {
  define: (command, run, io) =>
    command
      .addOption(languageOption('language of the alerts', 'en'))
      .option('--web', 'then keep the page over it open until stopped')
      .action((options: DemoFlags) =>
        run(async () => {
          const { playDemo } = await import('../../demo/play.ts');
          return playDemo(io, options.language, options.web === true);
        }),
      ),
};
