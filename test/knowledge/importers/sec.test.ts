import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { importSec } from '../../../src/knowledge/importers/sec.ts';
import { REGISTRY } from './registry.ts';

const day = '2026-01-05' as CalendarDate;

test.each([
  ['company_tickers.json', null],
  ['company_tickers_exchange.json', 'XNAS'],
])(
  '%s proposes a listing that is missing here, and asks about one that is missing there',
  (file, mic) => {
    const found = importSec(readFileSync(`test/fixtures/importers/${file}`, 'utf8'), REGISTRY, day);
    if ('problem' in found) throw new Error(found.problem);
    expect(found.rows).toBe(2);
    expect(found.proposals).toMatchObject([
      { company: 'harbour', do: 'add-listing', value: { mic, symbol: 'HRBR', from: null } },
      { company: 'quay', do: 'check-listing', value: { mic: 'XNAS', symbol: 'QUAY' } },
    ]);
    expect(found.proposals[0]!.because).toContain('CIK 1000001');
  },
);

test.each(['{', '[]', '{"fields":[]}', '{"0":{"ticker":"A"}}'])(
  '%s is no file of the SEC',
  (text) => {
    expect(importSec(text, REGISTRY, day)).toHaveProperty('problem');
  },
);
