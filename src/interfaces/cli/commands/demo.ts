import type { CliCommand } from '../command.ts';
import { languageOption } from '../option-values.ts';

/** `demo`: the real program on the seed day, over loopback HTTP, in a temporary folder. */
export const demo: CliCommand = (command, { io, run }) =>
  command
    .addOption(languageOption('language of the alerts').default('en'))
    .option('--web', 'then keep the page over it open until stopped')
    .action(
      run(async ({ language, web }) => {
        const { playDemo } = await import('../../../demo/play.ts');
        return playDemo(io, language, web === true);
      }),
    );
