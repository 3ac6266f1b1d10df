import type { CliCommand } from '../command.ts';

interface Options {
  readonly language?: 'en' | 'zh';
}

/** `demo`: the real program on the seed day, over loopback HTTP, in a folder that is thrown away. */
export const demo: CliCommand = {
  define: (program, run, io) =>
    program
      .command('demo')
      .description(
        'play 18 August 2021: a loopback regulator publishes, the real program reads, scores and alerts',
      )
      .option('--language <en|zh>', 'language of the alerts')
      .action((options: Options) =>
        run(async () => {
          const { playDemo } = await import('../../demo/play.ts');
          return playDemo(io, options.language ?? 'en');
        }),
      ),
};
