import { expect, test } from 'vitest';
import { reason } from '../../../../src/domain/reason.ts';
import { createCrossposts } from '../../../../src/pipeline/deliver/sinks/discord-channels.ts';

const HOUR = 3_600_000;
function aRation() {
  const asked: string[] = [];
  const clock = { at: 0 };
  const rest = { post: async (route: string) => void asked.push(route) };
  return { asked, clock, crossposts: createCrossposts(rest as never, () => clock.at) };
}

test('ten an hour, and what matters less leaves the last ones to what matters more', async () => {
  const { asked, clock, crossposts } = aRation();
  const publish = (level: 1 | 2 | 3 | 4 | 5) => crossposts.publish('c', `m${asked.length}`, level);
  for (let n = 0; n < 6; n++) expect(await publish(2)).toBeNull();
  expect(await publish(2)).toEqual(reason('crosspost-limit', { n: 6 }));
  for (let n = 0; n < 2; n++) expect(await publish(3)).toBeNull();
  expect(await publish(3)).toHaveProperty('code', 'crosspost-limit');
  for (let n = 0; n < 2; n++) expect(await publish(5)).toBeNull();
  expect(await publish(5)).toEqual(reason('crosspost-limit', { n: 10 }));
  expect(asked).toHaveLength(10);
  clock.at += HOUR;
  expect(await publish(1)).toBeNull();
});

test('each channel has its own', async () => {
  const { crossposts } = aRation();
  for (let n = 0; n < 10; n++) await crossposts.publish('one', `m${n}`, 5);
  expect(await crossposts.publish('one', 'm', 5)).toHaveProperty('code', 'crosspost-limit');
  expect(await crossposts.publish('other', 'm', 5)).toBeNull();
});
