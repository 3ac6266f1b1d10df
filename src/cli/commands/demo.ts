import type { CliCommand } from '../command.ts';

interface Options {
  readonly language?: 'en' | 'zh';
}

/** `demo`: the real program on the seed day, over loopback HTTP, in a folder that is thrown away. */
export const demo: CliCommand = {
  define: (command, run, io) =>
    command.option('--language <en|zh>', 'language of the alerts').action((options: Options) =>
      run(async () => {
        const { playDemo } = await import('../../demo/play.ts');
        return playDemo(io, options.language ?? 'en');
      }),
    ),
};
