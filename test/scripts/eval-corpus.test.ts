import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Prediction } from '../../scripts/eval/corpus.ts';
import { type EvalOptions, runEval } from '../../scripts/eval/eval-corpus.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  mkdirSync(join(folder, 'raw'));
  mkdirSync(join(folder, 'gold'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const RAW = {
  id: '001',
  kind: 'notice-zh',
  title: 't',
  published: '2021-08-18',
  layout: 'table',
  format: 'text',
  textStatus: 'adapted',
  text: 't',
};
const GOLD = {
  id: '001',
  isAction: true,
  ambiguous: false,
  regulator: 'MIIT',
  regulatorAlt: [],
  actionTypes: ['named'],
  actionTypesOptional: ['fined'],
  deadline: '2021-08-25',
  deadlineAlt: [],
  batch: { yearly: 8, total: null },
  batchAlt: [],
  apps: [
    {
      name: '青禾《记账》',
      developer: '某某公司',
      version: '版本1.0',
      store: null,
      extra: [{ store: 'App Store', version: '1.1', issue: 'x' }],
    },
  ],
  appsOptional: [],
  companies: [
    { name: 'Green', ticker: '0001.HK', altTickers: ['GRN'], altNames: [], via: [], listed: true },
    { name: 'Maple', ticker: null, altTickers: [], altNames: ['枫叶'], via: [], listed: false },
  ],
  companiesOptional: [],
  companiesWrong: [],
  companiesComplete: true,
};
const ANSWER: Prediction = {
  id: '001',
  isAction: true,
  regulator: 'MIIT',
  actionTypes: ['named', 'fined'],
  deadline: '2021-08-25',
  batch: { yearly: 8, total: 17 },
  counts: null,
  apps: [
    {
      name: '青禾记账',
      developer: '某某公司',
      version: '1.1',
      store: null,
      issues: [],
      developerInherited: false,
      extra: [],
    },
  ],
  companies: [
    {
      name: 'Green Holdings',
      ticker: 'GRN',
      altTickers: [],
      altNames: [],
      via: ['青禾记账'],
      listed: true,
    },
    { name: '枫叶', ticker: null, altTickers: [], altNames: [], via: [], listed: false },
  ],
};

function put(raw: object, gold: object, name = '001.json') {
  writeFileSync(join(folder, 'raw', name), JSON.stringify(raw));
  writeFileSync(join(folder, 'gold', name), JSON.stringify(gold));
}

function run(answer: Prediction, options: EvalOptions = {}, at = folder) {
  const out: string[] = [];
  const error: string[] = [];
  const code = runEval(at, options, {
    predict: () => answer,
    out: (text) => out.push(text),
    error: (text) => error.push(text),
    red: (text) => `<red>${text}</red>`,
  });
  return { code, out: out.join(''), error: error.join('') };
}

const overall = (answer: Prediction) => JSON.parse(run(answer, { json: true }).out).overall;

describe('scoring by the rules of the corpus', () => {
  it('a right answer is right in every figure: optional types, other tickers and names, extra rows, unstated batch parts', () => {
    put(RAW, GOLD);
    const figures = overall(ANSWER);
    expect(figures.actions).toEqual({ right: 1, wrong: 0, missed: 0 });
    expect(figures.apps).toEqual({ right: 1, wrong: 0, missed: 0 });
    expect([figures.developer, figures.version]).toEqual([
      { hits: 1, cases: 1 },
      { hits: 1, cases: 1 },
    ]);
    expect(figures.store.cases).toBe(0);
    expect(figures.companies).toEqual({ right: 1, wrong: 0, missed: 0 });
    expect([
      figures.privateRecall.hits,
      figures.deadline.hits,
      figures.batch.hits,
      figures.regulator.hits,
    ]).toEqual([1, 1, 1, 1]);
  });

  it.each([
    [
      'another ticker',
      { companies: [{ ...ANSWER.companies[0]!, ticker: '0002.HK' }] },
      'WRONG COMPANY',
    ],
    [
      'a private company given a ticker',
      { companies: [{ ...ANSWER.companies[1]!, ticker: 'MPL', listed: true }] },
      'private on that day',
    ],
    [
      'a listed company without its ticker',
      { companies: [{ ...ANSWER.companies[0]!, name: 'Green', ticker: null, listed: false }] },
      'without a ticker',
    ],
  ])('%s is wrong, printed first and in red', (_, change, words) => {
    put(RAW, GOLD);
    const { out } = run({ ...ANSWER, ...change });
    expect(out.startsWith('<red>WRONG COMPANY  001')).toBe(true);
    expect(out).toContain(words);
  });

  it('an overlooked action has deadline, batch and regulator wrong, and predicts nothing', () => {
    put(RAW, GOLD);
    const figures = overall({ ...ANSWER, isAction: false });
    expect(figures.detection.missed).toBe(1);
    expect([figures.deadline.hits, figures.batch.hits, figures.regulator.hits]).toEqual([0, 0, 0]);
    expect(figures.apps).toEqual({ right: 0, wrong: 0, missed: 1 });
  });

  it('a false alarm is named, and an invented date counted', () => {
    put(RAW, {
      ...GOLD,
      isAction: false,
      actionTypes: [],
      apps: [],
      companies: [],
      regulator: null,
      deadline: null,
      batch: null,
    });
    expect(run(ANSWER).out).toContain('001  false alarm');
    put(RAW, { ...GOLD, deadline: null });
    expect(overall(ANSWER).inventedDates).toBe(1);
  });

  it('ambiguous documents are left out of every figure', () => {
    put(RAW, { ...GOLD, ambiguous: true });
    expect(overall(ANSWER).documents).toBe(0);
  });

  it('--predictions writes one file a document in the keys of the labels', () => {
    put(RAW, GOLD);
    run(ANSWER, { predictions: join(folder, 'out') });
    expect(JSON.parse(readFileSync(join(folder, 'out', '001.json'), 'utf8'))).toEqual(ANSWER);
  });
});

describe('what cannot be evaluated says so, with the place and the remedy', () => {
  it('a folder that is not there, or holds no raw/', () => {
    expect(run(ANSWER, {}, join(folder, 'nowhere'))).toMatchObject({
      code: 1,
      error: expect.stringContaining('there is no such folder'),
    });
    rmSync(join(folder, 'raw'), { recursive: true });
    expect(run(ANSWER)).toMatchObject({
      code: 1,
      error: expect.stringContaining('there is no raw/ in it'),
    });
  });
  it('a document without a label, a file that is not JSON, a missing key', () => {
    writeFileSync(join(folder, 'raw', '002.json'), JSON.stringify(RAW));
    expect(run(ANSWER).error).toContain('raw/002.json: there is no gold/002.json for it');
    writeFileSync(join(folder, 'gold', '002.json'), '{');
    expect(run(ANSWER).error).toContain('gold/002.json: not JSON');
    const { apps: _, ...rest } = GOLD;
    put(RAW, rest, '002.json');
    expect(run(ANSWER).error).toContain('gold/002.json: "apps"');
  });
});
