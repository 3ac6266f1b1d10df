import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HostEntry, loadHosts } from '../catalog/hosts.ts';
import type { Env } from './env.ts';
import { catalogProblem, configFolder } from './settings.ts';

/** How fast hosts may be asked, from `hosts.yml`; without that file every host has the usual rate. */
export function hostRatesOf(env: Pick<Env, 'CONFIG_DIR'>): HostEntry[] {
  const path = join(configFolder(env), 'hosts.yml');
  if (!existsSync(path)) return [];
  const { hosts, problems } = loadHosts({ path, text: readFileSync(path, 'utf8') });
  if (problems.length > 0) throw catalogProblem(problems);
  return hosts;
}
