import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegulatorId, SourceId } from '../../../src/domain/ids.ts';
import { SourceEntry } from '../../../src/domain/regulator.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { compiledCatalog } from '../../../src/knowledge/catalog/compile.ts';
import type { WatchedSource } from '../../../src/knowledge/catalog/watched-sources.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { writeSmallConfig } from '../crash/small-config.ts';
import { COMPANIES, HOSTS } from './plan.ts';

export const companyIdOf = (index: number) => `sim-${index + 1}`;
/** Its name on a card in English. */
export const shortNameOf = (index: number) => `Simcorp ${'ABCDEF'[index]}`;
export const appOf = (index: number) => `${COMPANIES[index]}测试助手`;
export const firmOf = (index: number) => `上海${COMPANIES[index]}测试软件有限公司`;
export const originOf = (host: string) => `https://${host}.simulated.example`;

const companyFile = (
  index: number,
) => `name: { en: '${shortNameOf(index)} Ltd.', zh: '${COMPANIES[index]}测试集团有限公司' }
country: CN
sector: travel
listings:
  - { mic: XNAS, symbol: SIM${'ABCDEF'[index]}, from: 2003-12-09 }
entities:
  - { name: ${firmOf(index)}, relation: subsidiary }
apps:
  - { id: assistant-${index + 1}, name: { zh: ${appOf(index)} }, value: core, reach: large }
`;

/** A registry of six invented companies, each with one app and one firm. */
export function simulatedKnowledge(): Knowledge {
  const folder = mkdtempSync(join(tmpdir(), 'simulation-'));
  try {
    writeSmallConfig(folder, originOf('unused'), 1);
    for (const index of COMPANIES.keys())
      writeFileSync(join(folder, 'companies', `${companyIdOf(index)}.yml`), companyFile(index));
    const { catalog, problems } = compiledCatalog(folder, []);
    if (catalog === null) throw new Error(JSON.stringify(problems));
    const knowledge = knowledgeOf(catalog, { historyUntil: '2021-01-01' as CalendarDate });
    // Read before its folder is deleted.
    void knowledge.index;
    return knowledge;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A list on each host, asked every five minutes. */
export const simulatedSources = (): ReadonlyMap<SourceId, WatchedSource> =>
  new Map(
    HOSTS.map((host) => {
      const source = {
        ...SourceEntry.parse({
          id: `sim-${host}`,
          title: `List ${host}`,
          kind: 'html-list',
          url: `${originOf(host)}/list.html`,
          select: { item: 'ul.list > li', link: 'a', date: 'span.date' },
          every: { busyMinutes: '5', quietMinutes: '5' },
          address: 'verified',
        }),
        official: true,
      };
      const regulator = 'cn-miit' as RegulatorId;
      return [source.id, { source, outlet: null, regulator, zone: 'Asia/Shanghai' }];
    }),
  );
