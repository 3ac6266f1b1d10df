import { type DueMatter, recordDue } from '../../../answers/queries/record-due.ts';
import { formatReason } from '../../../base/i18n/sentence.ts';
import { stateReason } from '../../../pipeline/present/matter-state.ts';
import { allStandings } from '../../../pipeline/standing/knowledge.ts';
import type { CliCommand } from '../command.ts';
import { JSON_OPTION, readAt } from '../option-values.ts';

const SHOWN = 30;

const lineOf = ({ class: grave, company, title, state, url }: DueMatter): string =>
  `class ${grave}  ${company}: ${title}\n  ${formatReason(stateReason(state), 'en')}` +
  `\n  ${url ?? 'no page is on record'}`;

/** `record due`: cases of the record whose state somebody has to look at again. */
export const record: CliCommand = (command, { io, over }) => {
  command
    .command('due', { isDefault: true })
    .description('cases last seen over a year ago: gravest first, then oldest')
    .option('--at <date>', 'as of the end of that day; absent = now')
    .option('--all', `every one; absent = the first ${SHOWN}`)
    .option(...JSON_OPTION)
    .action(
      over(async ({ knowledge, store }, { at, all = false, json = false }) => {
        const standings = await allStandings({ knowledge, store });
        const due = recordDue(
          standings.map(({ standing }) => standing),
          readAt(at, io.now()),
          knowledge.catalog.weights.grades,
        );
        const shown = all ? due : due.slice(0, SHOWN);
        if (json) io.out(JSON.stringify(shown, null, 2));
        else {
          io.out(shown.map(lineOf).join('\n') || 'Every case was seen within a year.');
          if (shown.length < due.length) io.out(`${due.length} in all; --all shows every one.`);
        }
        return due.length === 0 ? 0 : 1;
      }),
    );
};
