import { z } from 'zod';
import { RegulatorId } from '../domain/ids.ts';
import type { Regulator } from '../domain/regulator.ts';
import type { Place } from './lists.ts';
import { readEach, SourceEntry, toSource, zone } from './source-file.ts';
import { type Problem, problemAt, type SourceFile } from './yaml.ts';
import { nameEntry, text } from './yaml-values.ts';

const RegulatorFile = z.strictObject({
  name: nameEntry,
  short: text,
  shortZh: text.optional(),
  country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters'),
  level: z.enum(['national', 'provincial', 'municipal', 'supranational']),
  timezone: zone,
  names: z.array(text),
  sources: z.array(SourceEntry),
});

/** The file of a bureau that every place has: its names are generated, its sources are stated. */
const BureauFile = z.strictObject({ sources: z.array(SourceEntry) });

/**
 * The authorities: one file each, and the bureaus that every place has (communications administration, cyberspace
 * office, market regulator). A file with the id of a bureau replaces what would be generated for it, or only adds sources
 * where it states nothing else.
 */
export function loadRegulators(
  files: readonly SourceFile[],
  places: readonly Place[],
): { regulators: Regulator[]; problems: Problem[] } {
  const bare = files.filter(({ text }) => !/^name:/m.test(text) && /^sources:/m.test(text));
  const { entries, problems } = readEach(
    files.filter((file) => !bare.includes(file)),
    RegulatorFile,
    RegulatorId,
  );
  const added = readEach(bare, BureauFile, RegulatorId);
  const sourcesOf = new Map(added.entries.map(({ id, value }) => [id, value.sources]));
  const stated = entries.map(
    ({ id, value }): Regulator => ({
      id,
      ...value,
      names: [value.name.en, ...(value.name.zh === null ? [] : [value.name.zh]), value.short, ...value.names],
      sources: value.sources.map((source) => toSource(source, true)),
    }),
  );
  const known = new Set<string>(stated.map(({ id }) => id));
  const bureaus = places
    .flatMap(bureausOf)
    .filter(({ id }) => !known.has(id))
    .map((bureau) => ({
      ...bureau,
      sources: (sourcesOf.get(bureau.id) ?? []).map((source) => toSource(source, true)),
    }));
  const regulators = [...stated, ...bureaus];
  return {
    regulators,
    problems: [...problems, ...added.problems, ...togetherProblems(files, bare, regulators)],
  };
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
      ...['Cyberspace Administration of China', 'Cyberspace Administration', 'CAC'].flatMap((body) => [
        `${en} branch of the ${body}`,
        `${en} office of the ${body}`,
        `${en} arm of the ${body}`,
        `${en} branch of ${body}`,
      ]),
      `${en} Internet Information Office`,
      `${en} ${kind} Internet Information Office`,
      `${en}'s cyberspace administration`,
    ]),
    bureau('amr', { en: `${en} Market Regulation Bureau`, zh: `${full}市场监督管理局` }, [
      ...both(['市场监督管理局', '市场监管局', '市监局', '市场监督管理委员会', '市场监管部门']),
      `${en} Administration for Market Regulation`,
      `${en} ${kind} Administration for Market Regulation`,
      `${en} Market Supervision Administration`,
      `${en} Market Supervision Bureau`,
      `${en} ${kind} Market Supervision Bureau`,
      `${en} ${kind} Bureau of Market Supervision`,
      `${en} ${kind} Bureau of Market Supervision and Administration`,
      `${en}'s market regulator`,
      `${en} market regulator`,
    ]),
  ];
  if (place.level === 'province') {
    bureaus.unshift(
      bureau('ca', { en: `${en} Communications Administration`, zh: `${full}通信管理局` }, [
        ...both(['通信管理局', '通管局', '通信局']),
        `${en} ${kind} Communications Administration`,
        `Communications Administration of ${en}`,
        ...(code === null ? [] : [`${code}ca.miit.gov.cn`]),
      ]),
    );
  }
  return bureaus;
}

/** What must hold over all authorities: ids of sources and names are one authority's, and whoever is named is there. */
function togetherProblems(
  files: readonly SourceFile[],
  bare: readonly SourceFile[],
  regulators: readonly Regulator[],
): Problem[] {
  const known = new Set<string>(regulators.map(({ id }) => id));
  const problems = bare
    .filter(({ path }) => !known.has(path.replace(/^.*[\\/]/, '').replace(/\.yml$/, '')))
    .map((file) =>
      problemAt(
        file,
        [],
        'no authority has this id, and the file states no name',
        'Name the authority (name, short, country, level, timezone, names), or correct the file name.',
      ),
    );
  const sourceOwners = new Map<string, string>();
  const nameOwners = new Map<string, string>();
  for (const { id, sources, names } of regulators) {
    const say = (path: string, message: string, remedy: string) => {
      const file = files.find((one) => one.path.endsWith(`${id}.yml`)) ?? { path: `${id}.yml`, text: '' };
      problems.push(problemAt(file, [path], message, remedy));
    };
    const otherOwner = (owners: Map<string, string>, key: string) => {
      const other = owners.get(key);
      owners.set(key, id);
      return other === id ? undefined : other;
    };
    for (const source of sources) {
      const other = otherOwner(sourceOwners, source.id);
      if (other !== undefined)
        say('sources', `source "${source.id}" stands in ${other} as well`, 'Give it an id of its own.');
      if (source.speaksFor != null && !known.has(source.speaksFor))
        say('sources', `no authority "${source.speaksFor}" is known`, 'Correct speaksFor.');
    }
    // A shared name would make every notice with it ambiguous.
    for (const name of names) {
      const other = otherOwner(nameOwners, name.toLowerCase());
      if (other !== undefined)
        say(
          'names',
          `"${name}" already names ${other}`,
          'A name belongs to one authority; remove it from one of them.',
        );
    }
  }
  return problems;
}
