import type { SlashCommand } from '../command.ts';
import { app } from './app.ts';
import { audit } from './audit.ts';
import { compare } from './compare.ts';
import { coverage } from './coverage.ts';
import { deadlines } from './deadlines.ts';
import { digest } from './digest.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { mute } from './mute.ts';
import { notice } from './notice.ts';
import { privacy } from './privacy.ts';
import { risk } from './risk.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { test } from './test.ts';
import { unconfirmed } from './unconfirmed.ts';
import { unsubscribe } from './unsubscribe.ts';
import { watchlist } from './watchlist.ts';
import { why } from './why.ts';
import { whynot } from './whynot.ts';

/** Every slash command; a test compares this list with the folder. */
export const COMMANDS: readonly SlashCommand[] = [
  risk,
  why,
  history,
  app,
  compare,
  notice,
  deadlines,
  unconfirmed,
  subscribe,
  unsubscribe,
  subscriptions,
  watchlist,
  mute,
  digest,
  test,
  whynot,
  coverage,
  audit,
  privacy,
  help,
];
