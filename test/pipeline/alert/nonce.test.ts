import { expect, test } from 'vitest';
import type { AlertId } from '../../../src/domain/ids.ts';
import { nonceOf } from '../../../src/pipeline/alert/delivery.ts';

const alert = (id: string) => id as AlertId;

test('a nonce is the same for one alert at one address, and another for any other', () => {
  const nonces = [
    nonceOf(alert('a'), { sink: 'discord', to: 'channel:1' }),
    nonceOf(alert('a'), { sink: 'discord', to: 'channel:2' }),
    nonceOf(alert('b'), { sink: 'discord', to: 'channel:1' }),
    nonceOf(alert('a'), { sink: 'discordc', to: 'hannel:1' }),
  ];
  expect(new Set(nonces).size).toBe(4);
  expect(nonceOf(alert('a'), { sink: 'discord', to: 'channel:1' })).toBe(nonces[0]);
  for (const nonce of nonces) expect(nonce).toMatch(/^[\w-]{25}$/);
});
