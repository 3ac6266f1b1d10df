import { z } from 'zod';
import { type Problem, readYaml, type SourceFile } from './yaml.ts';

const rate = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/, 'a number above 0')
  .transform(Number)
  .pipe(z.number().positive());

const HostFile = z.array(
  z.strictObject({
    hosts: z.array(z.string().regex(/^(?:\*\.)?[a-z0-9.-]+$/, 'a host, or *.host')).min(1),
    perSecond: rate,
    atOnce: rate.pipe(z.number().int()),
    because: z.string().min(1),
  }),
);
export type HostEntry = z.infer<typeof HostFile>[number];

/** The rates of `config/hosts.yml`: exact names before patterns, whatever their order in the file. */
export function loadHosts(file: SourceFile): { hosts: HostEntry[]; problems: Problem[] } {
  const { value, problems } = readYaml(file, HostFile);
  const pattern = (entry: HostEntry) => (entry.hosts.some((name) => name.startsWith('*')) ? 1 : 0);
  return { hosts: [...(value ?? [])].sort((a, b) => pattern(a) - pattern(b)), problems };
}
