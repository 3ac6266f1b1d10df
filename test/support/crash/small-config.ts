import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MIIT = (
  lists: readonly string[],
) => `name: { en: Ministry of Industry and Information Technology, zh: 工业和信息化部 }
short: MIIT
country: CN
level: national
timezone: Asia/Shanghai
names: [ 工信部, 工业和信息化部, 信管局, MIIT ]
sources:
${lists
  .map(
    (list, index) => `  - id: cn-miit-loopback${index === 0 ? '' : `-${index + 1}`}
    title: A loopback list
    kind: html-list
    url: "${list}"
    select: { item: 'ul.list > li', link: 'a', date: 'span.date' }
    every: { busyMinutes: 0.01, quietMinutes: 0.01 }
    address: verified
`,
  )
  .join('')}`;

const company = (apps: number) => `name: { en: Trip.com Group Ltd., zh: 携程集团有限公司 }
country: CN
sector: travel
listings:
  - { mic: XNAS, symbol: TCOM, from: 2003-12-09 }
entities:
  - { name: 上海携程商务有限公司, relation: subsidiary }
apps:
${Array.from({ length: apps }, (_, index) => `  - { id: t${index + 1}, name: { zh: 携程测试${index + 1}号 }, value: core, reach: large }\n`).join('')}`;

const HOSTS =
  '- { hosts: [127.0.0.1], perSecond: 100, atOnce: 4, because: a loopback server }\n- { hosts: [localhost], perSecond: 100, atOnce: 4, because: a loopback server }\n';

/**
 * A configuration of one body, one source on loopback a list and one company with so many apps: the
 * real program starts with it in half a second.
 */
export function writeSmallConfig(
  folder: string,
  lists: string | readonly string[],
  apps: number,
): void {
  for (const name of ['regulators', 'companies', 'history', 'outlets'])
    mkdirSync(join(folder, name), { recursive: true });
  for (const name of [
    'words',
    'models',
    'base-rates.yml',
    'scoring.yml',
    'grades.yml',
    'sectors.yml',
    'app-values.tsv',
  ])
    cpSync(join('config', name), join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'rules.yml'), '[]\n');
  writeFileSync(join(folder, 'hosts.yml'), HOSTS);
  writeFileSync(join(folder, 'regulators', 'cn-miit.yml'), MIIT([lists].flat()));
  writeFileSync(join(folder, 'companies', 'trip-com.yml'), company(apps));
}
