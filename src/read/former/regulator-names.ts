import type { RegulatorId } from '../../domain/ids.ts';
import type { Regulator } from '../../domain/regulator.ts';
import { foldUnits } from '../document/fold-units.ts';
import type { Body, Home } from './body.ts';

const ADDRESS = /^[a-z0-9.-]+\.(?:cn|com|gov|org)$/;
/** A description that begins with its country: "China's internet watchdog". */
const OF_COUNTRY = /^(China's|Chinese|India's|Indian) (?:top )?([a-z].*|IT ministry)$/u;
const RANKS = ['', 'top ', 'powerful ', 'main ', 'chief ', 'national ', 'state '] as const;
const COUNTRY: Readonly<Record<Home, readonly string[]>> = {
  CN: ["China's", 'Chinese'],
  IN: ["India's", 'Indian'],
};
/** Headlines leave the possessive out ("China market watchdog launches probe"), or say the capital for the country. */
const HEADLINE_COUNTRY: Readonly<Record<Home, readonly string[]>> = {
  CN: ['China', "Beijing's"],
  IN: ['India', "New Delhi's"],
};
const HEADLINED = /(?:regulator|watchdog|ministry|agency|authority|administration|censor|bank)$/u;
/** What stands for the country where the text has told it. */
const POINTING = ['the', "the country's", "the nation's"] as const;

type Named = readonly [name: string, body: Body];

/**
 * Every way in which authorities are named: as the catalog writes them, and descriptions that begin with their country
 * also with a rank ("China's powerful internet watchdog") or with the country told elsewhere ("the country's IT
 * ministry"); the latter count only in a text about that country.
 */
export function namesOfRegulators(regulators: Iterable<Regulator>): Named[] {
  const plain: Named[] = [];
  const pointing = new Map<string, { id: RegulatorId; only: Home }[]>();
  const all = [...regulators];
  // Words that name one body wherever they stand ("internet watchdog") need no country.
  const anywhere = new Set(all.flatMap((one) => one.names.map((name) => name.toLowerCase())));
  for (const { id, names } of all) {
    const body = { kind: 'regulator', id, only: null, elsewhere: null } as const;
    for (const name of names) {
      plain.push([foldUnits(name), { ...body, address: ADDRESS.test(name) }]);
      const match = OF_COUNTRY.exec(name);
      if (match === null) continue;
      const only: Home = match[1]!.startsWith('I') ? 'IN' : 'CN';
      for (const rank of RANKS) {
        for (const country of [
          ...COUNTRY[only],
          ...(HEADLINED.test(match[2]!) ? HEADLINE_COUNTRY[only] : []),
        ])
          plain.push([`${country} ${rank}${match[2]}`, { ...body, address: false }]);
        for (const word of anywhere.has(match[2]!.toLowerCase()) ? [] : POINTING) {
          const key = `${word} ${rank}${match[2]}`;
          const known = pointing.get(key) ?? [];
          if (!known.some((one) => one.only === only)) pointing.set(key, [...known, { id, only }]);
        }
      }
    }
  }
  const told = [...pointing].map(([name, [first, second]]): Named => {
    const body = { kind: 'regulator', id: first!.id, address: false, only: first!.only } as const;
    return [name, { ...body, elsewhere: second ?? null }];
  });
  return [...plain, ...told];
}
