import { expect, test } from 'vitest';
import { readEnv } from '../../src/app/env.ts';
import { operatorOf, readAddress } from '../../src/app/sinks.ts';
import { formatReason } from '../../src/base/i18n/sentence.ts';

const env = (variables: Record<string, string>) => {
  const read = readEnv(variables);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.env;
};

test.each([
  ['terminal', { sink: 'terminal', to: 'here' }],
  ['discord:channel:123456789012345678', { sink: 'discord', to: 'channel:123456789012345678' }],
  [
    'webhook:https://hooks.example.org/a:b#secret=c',
    { sink: 'webhook', to: 'https://hooks.example.org/a:b#secret=c' },
  ],
  ['email:ops@example.org', { sink: 'email', to: 'ops@example.org' }],
])('%s is an address', (text, address) => {
  expect(readAddress(text, 'OPERATOR')).toEqual({ ok: true, address });
});

test.each([
  ['pigeon:x', /OPERATOR begins with "pigeon"/],
  ['discord:general', /no address for discord/],
  ['webhook:secret-words', /^(?!.*secret-words)OPERATOR holds no address for webhook/],
])('%s is refused without repeating what may be secret', (text, because) => {
  const read = readAddress(text, 'OPERATOR');
  expect(read.ok === false && read.because).toMatch(because);
  expect(() => operatorOf(env({ OPERATOR: text }))).toThrow(because);
});

test.each([
  [{}, 'no OPERATOR is set'],
  [
    { OPERATOR: 'discord:channel:123456789012345678' },
    'OPERATOR names discord, which is not configured',
  ],
  [{ OPERATOR: 'email:ops@example.org' }, 'OPERATOR names email, which is not configured'],
  [
    { OPERATOR: 'terminal', DISCORD_TOKEN: 'x' },
    'OPERATOR names terminal, which is not configured',
  ],
  [{ OPERATOR: 'terminal' }, ''],
  [{ OPERATOR: 'webhook:https://hooks.example.org/x' }, ''],
] as [Record<string, string>, string][])('%j: %s', (variables, noOperator) => {
  const settings = operatorOf(env(variables));
  expect(settings.noOperator === null ? '' : formatReason(settings.noOperator, 'en')).toBe(
    noOperator,
  );
  expect(settings.operator === null).toBe(noOperator !== '');
});
