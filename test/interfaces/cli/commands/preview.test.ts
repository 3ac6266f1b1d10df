import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MESSAGE_KINDS } from '../../../../src/demo/sample-cards.ts';
import { command } from '../../../support/command.ts';

const CHANNELS = 'discord slack teams email telegram feishu webhook wecom dingtalk ntfy'.split(' ');

describe.each(CHANNELS)('preview %s', (channel) => {
  test.each(MESSAGE_KINDS)('%s: in both languages as it is sent and as it looks', async (kind) => {
    for (const language of ['en', 'zh']) {
      const asked = ['preview', channel, '--kind', kind, '--language', language];
      const sent = await command(asked);
      expect([sent.code, sent.err]).toEqual([0, '']);
      if (channel !== 'email') expect(() => JSON.parse(sent.out)).not.toThrow();
      expect(sent.out).toMatch(/Example Holdings|示例控股/);
      const file = join(tmpdir(), `preview-${process.pid}-${channel}-${kind}.html`);
      onTestFinished(() => rmSync(file, { force: true }));
      expect((await command([...asked, '--out', file])).code).toBe(0);
      const page = readFileSync(file, 'utf8');
      expect(page).toMatch(/Example Holdings|示例控股/);
      expect(page).not.toContain('undefined');
    }
  });
});

test.each(CHANNELS)('%s says "wrong company?" on an alert', async (channel) => {
  const { out } = await command(['preview', channel]);
  const wanted = channel === 'discord' ? 'wrong:sample-alert' : 'https://tocsin.example/wrong';
  expect(out).toContain(wanted);
});

test('a channel that is none is named with those that are', async () => {
  const { code, err } = await command(['preview', 'fax']);
  expect([code, err]).toEqual([2, expect.stringContaining('"fax" is not one of discord, slack')]);
});
