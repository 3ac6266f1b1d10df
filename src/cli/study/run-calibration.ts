import { hasDatabase } from '../../app/database.ts';
import type { Io } from '../../app/io.ts';
import { allStandings } from '../../ask/knowledge.ts';
import type { CalendarDate, Instant } from '../../domain/time.ts';
import { dateAt } from '../../score/time.ts';
import { calibrate } from '../../study/calibration/calibrate.ts';
import type { CalibrationReport } from '../../study/calibration/calibration-report.ts';
import { monthEnds, snapshotsOf } from '../../study/calibration/snapshots.ts';
import { saveStudy } from '../../study/saved-study.ts';
import { openCliContext } from '../context.ts';

/** First month-end: lists of apps begin in 2019, and a year of acts before it fills the loads. */
const FIRST_DAY = '2019-01-01' as CalendarDate;

/** Opens the catalog and the database, calibrates over all that is known, and keeps the result for the page. */
export async function runCalibration(io: Io, seed: number): Promise<CalibrationReport> {
  const cli = await openCliContext(io);
  try {
    const standings = await allStandings(cli);
    // What is observed ends with the last known act: silence after it may be ours.
    const until = Math.max(
      ...standings.flatMap(({ standing }) =>
        standing.ledger.matters.flatMap((matter) => matter.entries.map((entry) => entry.step.at)),
      ),
    ) as Instant;
    const instants = monthEnds(FIRST_DAY, dateAt(until, 'Asia/Shanghai'));
    const report = calibrate(snapshotsOf(standings, instants, until), { seed, handPicked: true });
    if (hasDatabase(cli.env)) {
      const command = `study calibration --seed ${seed}`;
      await saveStudy(cli.store, 'calibration', { at: io.now(), command, report });
    }
    return report;
  } finally {
    await cli.close();
  }
}
