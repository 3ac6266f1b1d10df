import { z } from 'zod';
import { RegulatorId } from '../domain/ids.ts';
import type { Regulator } from '../domain/regulator.ts';
import type { Place } from './places.ts';
import { nameEntry, readEach, SourceEntry, toSource, zone } from './source-file.ts';
import { type Problem, placeOf, type SourceFile } from './yaml.ts';

const text = z.string().min(1);
const RegulatorFile = z.strictObject({
  name: nameEntry,
  short: text,
  country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters'),
  level: z.enum(['national', 'provincial', 'municipal', 'supranational']),
  timezone: zone,
  names: z.array(text),
  sources: z.array(SourceEntry),
});

/**
 * The authorities: one file each, and the bureaus that every place has (communications administration, cyberspace
 * office, market regulator). A file with the id of a bureau replaces what would be generated for it.
 */
export function loadRegulators(
  files: readonly SourceFile[],
  places: readonly Place[],
): { regulators: Regulator[]; problems: Problem[] } {
  const { entries, problems } = readEach(files, RegulatorFile, RegulatorId);
  const stated = entries.map(
    ({ id, value }): Regulator => ({
      id,
      name: { en: value.name.en, zh: value.name.zh ?? null },
      short: value.short,
      country: value.country,
      level: value.level,
      timezone: value.timezone,
      names: [
        value.name.en,
        ...(value.name.zh === undefined ? [] : [value.name.zh]),
        value.short,
        ...value.names,
      ],
      sources: value.sources.map((source) => toSource(source, true)),
    }),
  );
  const known = new Set<string>(stated.map(({ id }) => id));
  const regulators = [...stated, ...places.flatMap(bureausOf).filter(({ id }) => !known.has(id))];
  return { regulators, problems: [...problems, ...sharedNames(files, regulators)] };
}

/** The bureaus of one place. Their official names follow the place's; newspapers shorten them in the ways listed. */
export function bureausOf(place: Place): Regulator[] {
  const { zh, full, en, slug, code } = place;
  const kind = /自治区$/.test(full) ? 'Autonomous Region' : /省$/.test(full) ? 'Provincial' : 'Municipal';
  const level = place.level === 'province' ? 'provincial' : 'municipal';
  const bureau = (suffix: string, name: { en: string; zh: string }, names: string[]): Regulator => ({
    id: `cn-${slug}-${suffix}` as RegulatorId,
    name,
    short: name.en,
    country: 'CN',
    level,
    timezone: 'Asia/Shanghai',
    names: [...new Set([name.en, name.zh, ...names])],
    sources: [],
  });
  const both = (tails: readonly string[]) => tails.flatMap((tail) => [`${full}${tail}`, `${zh}${tail}`]);
  const bureaus = [
    bureau('cac', { en: `${en} CAC`, zh: `${full}互联网信息办公室` }, [
      ...both(['互联网信息办公室', '网信办', '委网信办', '网信部门']),
      `${zh}市委网信办`,
      `网信${zh}`,
      `Cyberspace Administration of ${en}`,
      `${en} Cyberspace Administration`,
      `${en} ${kind} Cyberspace Administration`,
      `${en}'s cyberspace regulator`,
      `${en} branch of the Cyberspace Administration of China`,
    ]),
    bureau('amr', { en: `${en} Market Regulation Bureau`, zh: `${full}市场监督管理局` }, [
      ...both(['市场监督管理局', '市场监管局', '市监局', '市场监督管理委员会', '市场监管部门']),
      `${en} Administration for Market Regulation`,
      `${en} ${kind} Administration for Market Regulation`,
      `${en} Market Supervision Administration`,
      `${en} Market Supervision Bureau`,
      `${en}'s market regulator`,
      `${en} market regulator`,
    ]),
  ];
  if (place.level === 'province') {
    bureaus.unshift(
      bureau('ca', { en: `${en} Communications Administration`, zh: `${full}通信管理局` }, [
        ...both(['通信管理局', '通管局']),
        `${en} ${kind} Communications Administration`,
        `Communications Administration of ${en}`,
        ...(code === undefined ? [] : [`${code}ca.miit.gov.cn`]),
      ]),
    );
  }
  return bureaus;
}

/** A name that two authorities share would make every notice with it ambiguous. */
function sharedNames(files: readonly SourceFile[], regulators: readonly Regulator[]): Problem[] {
  const owner = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { id, names } of regulators) {
    for (const name of names) {
      const other = owner.get(name.toLowerCase());
      if (other !== undefined && other !== id) {
        const file = files.find(({ path }) => path.endsWith(`${id}.yml`)) ?? { path: `${id}.yml`, text: '' };
        problems.push({
          file: file.path,
          ...placeOf(file, ['names']),
          message: `"${name}" already names ${other}`,
          remedy: 'A name belongs to one authority; remove it from one of them.',
        });
      }
      owner.set(name.toLowerCase(), id);
    }
  }
  return problems;
}
