import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const unit = readFileSync('deploy/tocsin.service', 'utf8');
const settings = new Map(
  [...unit.matchAll(/^(\w+)=(.*)$/gm)].map((match) => [match[1]!, match[2]!.trim()]),
);

test('the service has no right that it does not need', () => {
  expect(settings.get('CapabilityBoundingSet')).toBe('');
  expect(settings.get('SystemCallFilter')).toBe('@system-service');
  expect(settings.get('MemoryMax')).toMatch(/^\d+[MG]$/);
  for (const name of ['Tunables', 'Modules', 'Logs'])
    expect(settings.get(`ProtectKernel${name}`), name).toBe('yes');
  expect(settings.get('NoNewPrivileges')).toBe('yes');
  // Node could not start: it compiles into memory that it then runs.
  expect(settings.has('MemoryDenyWriteExecute')).toBe(false);
});
