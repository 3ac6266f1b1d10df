import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { figiRequests, importOpenFigi } from '../../../src/knowledge/importers/openfigi.ts';
import { REGISTRY } from './registry.ts';

const day = '2026-01-05' as CalendarDate;

test('replies in request order propose, ask, and leave errors alone', () => {
  const found = importOpenFigi(
    readFileSync('test/fixtures/importers/openfigi.json', 'utf8'),
    REGISTRY,
    day,
  );
  if ('problem' in found) throw new Error(found.problem);
  expect(found.rows).toBe(4);
  expect(found.proposals).toMatchObject([
    {
      company: 'quay',
      do: 'check-listing',
      because: expect.stringContaining('No identifier found'),
    },
    {
      company: 'harbour',
      do: 'add-listing',
      value: { mic: 'XNAS', symbol: 'HRBR' },
      evidence: { source: 'OpenFIGI BBG000000002' },
    },
  ]);
});

test('a symbol that now names another known company is asked about', () => {
  const text = JSON.stringify([
    {
      request: [{ idType: 'TICKER', idValue: 'QUAY', micCode: 'XNAS' }],
      response: [{ data: [{ figi: 'BBG1', name: 'Harbour Games Holdings Ltd' }] }],
    },
  ]);
  expect(importOpenFigi(text, REGISTRY, day)).toMatchObject({
    proposals: [
      {
        company: 'quay',
        do: 'check-listing',
        because: expect.stringContaining('a firm of harbour'),
      },
    ],
  });
});

test('requests hold at most five jobs, and Hong Kong symbols without leading zeros', () => {
  const requests = figiRequests([...REGISTRY.companies.values()], day, 1);
  expect(requests).toEqual([
    [{ idType: 'TICKER', idValue: '9999', micCode: 'XHKG' }],
    [{ idType: 'TICKER', idValue: 'QUAY', micCode: 'XNAS' }],
  ]);
});

test.each(['{}', '[{"request":[],"response":[{"warning":"x"}]}]', 'no'])(
  '%s is refused',
  (text) => {
    expect(importOpenFigi(text, REGISTRY, day)).toHaveProperty('problem');
  },
);
