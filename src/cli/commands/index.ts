import type { CliCommand } from '../command.ts';
import { app } from './app.ts';
import { backup } from './backup.ts';
import { checkCatalog } from './check-catalog.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { evaluate } from './eval.ts';
import { exportRows } from './export.ts';
import { history } from './history.ts';
import { importing } from './import.ts';
import { match } from './match.ts';
import { migrate } from './migrate.ts';
import { read } from './read.ts';
import { replay } from './replay.ts';
import { restore } from './restore.ts';
import { review } from './review.ts';
import { risk } from './risk.ts';
import { sources } from './sources.ts';
import { start } from './start.ts';
import { study } from './study.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { test } from './test.ts';
import { tidy } from './tidy.ts';
import { unconfirmed } from './unconfirmed.ts';
import { unsubscribe } from './unsubscribe.ts';
import { why } from './why.ts';

/** Every command of the program, in the order of `--help`; a test compares the list with the folder. */
export const COMMANDS: readonly CliCommand[] = [
  start,
  demo,
  risk,
  why,
  history,
  app,
  read,
  match,
  unconfirmed,
  review,
  replay,
  sources,
  subscribe,
  subscriptions,
  unsubscribe,
  test,
  backup,
  restore,
  migrate,
  tidy,
  doctor,
  exportRows,
  importing,
  evaluate,
  study,
  checkCatalog,
];
