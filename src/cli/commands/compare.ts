import { CommandProblem } from '../../app/io.ts';
import { lookupCommand } from '../lookup.ts';

/** `compare TCOM 0700.HK`: two to five companies beside each other. */
export const compare = lookupCommand({
  argument: ['<company...>', 'tickers or names; put a name of several words in quotes'],
  ask(lookUps, companies, options) {
    if (companies.length < 2 || companies.length > 5)
      throw new CommandProblem('compare takes two to five companies, each as one argument.');
    return lookUps.compare(companies, options);
  },
});
