import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { positive, text } from '../../domain/file-values.ts';

const hostEntry = z.strictObject({
  hosts: z.array(z.string().regex(/^(?:\*\.)?[a-z0-9.-]+$/, 'a host, or *.host')).min(1),
  perSecond: positive,
  atOnce: positive.pipe(z.number().int()),
  because: text,
});
export type HostEntry = z.infer<typeof hostEntry>;
const isPattern = ({ hosts }: HostEntry) => Number(hosts.some((name) => name.startsWith('*')));

const HostsFile = z
  .array(hostEntry)
  .transform((hosts) => hosts.toSorted((a, b) => isPattern(a) - isPattern(b)));

/** Reads `config/hosts.yml`: exact names before patterns, whatever their order in the file. */
export function readHosts(path: string) {
  // A look-up asks no host: what reads YAML is loaded where one does.
  const { readYaml } = createRequire(import.meta.url)('./yaml.ts') as typeof import('./yaml.ts');
  return readYaml({ path, text: readFileSync(path, 'utf8') }, HostsFile);
}
