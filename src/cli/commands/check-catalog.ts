import { catalogOf, hostRatesOf, settingsOf } from '../../app/settings.ts';
import type { CliCommand } from '../command.ts';

/** `check-catalog`: reads all of `config/` and says how much there is; exit code 2 names every problem with its place. */
export const checkCatalog: CliCommand = {
  define: (program, run, io) =>
    program
      .command('check-catalog')
      .description('read and check every configuration file')
      .action(() =>
        run(async () => {
          const env = settingsOf(io);
          const catalog = catalogOf(env);
          const hosts = hostRatesOf(env);
          const companies = [...catalog.companies.values()];
          const sum = (count: (one: (typeof companies)[number]) => number) =>
            companies.reduce((total, one) => total + count(one), 0);
          const { universe } = catalog;
          for (const one of universe.leftOut)
            io.err(`${one.file}:${one.line}: ${one.message}. ${one.remedy}`);
          io.out(
            `catalog ${catalog.version}: ${companies.length} companies of files and ${universe.size} of the universe (${universe.asOf ?? 'none'}), ${sum((one) => one.entities.length)} legal entities, ${sum((one) => one.apps.length)} apps, ` +
              `${catalog.regulators.size} regulators, ${catalog.outlets.size} outlets, ${catalog.words.issues.length} accusations, ${catalog.history.length} history records, ${hosts.length} rates of hosts: ${universe.leftOut.length === 0 ? 'no problems' : `${universe.leftOut.length} rows left out`}`,
          );
          return universe.leftOut.length === 0 ? 0 : 1;
        }),
      ),
};
