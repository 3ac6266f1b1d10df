import { catalogOf, configFolder, hostRatesOf, settingsOf } from '../../../app/settings.ts';
import { shanghaiDay } from '../../../domain/time.ts';
import { futureRecords } from '../../../knowledge/catalog/load.ts';
import type { CliCommand } from '../command.ts';

/**
 * `check-catalog`: reads all of `config/` and prints its counts; with exit code 2, every problem
 * and its place.
 */
export const checkCatalog: CliCommand = (command, { io, run }) =>
  command.action(
    run(async () => {
      const env = settingsOf(io);
      const catalog = catalogOf(env);
      const hosts = hostRatesOf(env);
      const companies = [...catalog.companies.values()];
      const sum = (count: (company: (typeof companies)[number]) => number) =>
        companies.reduce((total, company) => total + count(company), 0);
      const { universe } = catalog;
      const today = shanghaiDay(io.now());
      const future = futureRecords(configFolder(env), today);
      const leftOut = [...universe.leftOut, ...catalog.historyLeftOut];
      for (const problem of [...leftOut, ...future])
        io.err(`${problem.file}:${problem.line}: ${problem.message}. ${problem.remedy}`);
      io.out(
        `catalog ${catalog.version}: ${companies.length} companies of files and ${universe.size} of the universe (${universe.asOf ?? 'none'}), ${sum((company) => company.entities.length)} legal entities, ${sum((company) => company.apps.length)} apps, ` +
          `${catalog.regulators.size} regulators, ${catalog.outlets.size} outlets, ` +
          `${catalog.words.issues.length} accusations, ${catalog.history.length} history ` +
          `records (to ${catalog.historyUntil ?? 'no day'}), ${hosts.length} rates of hosts: ` +
          `${leftOut.length === 0 ? 'no problems' : `${leftOut.length} entries left out`}`,
      );
      return leftOut.length + future.length === 0 ? 0 : 1;
    }),
  );
