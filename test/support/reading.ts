import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindOf } from '../../src/domain/act-kind.ts';
import type { Document } from '../../src/domain/document.ts';
import type { ItemId, OutletId, RegulatorId, SourceId } from '../../src/domain/ids.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { CalendarDate } from '../../src/domain/time.ts';
import { PressModel } from '../../src/domain/words.ts';
import { loadOutlets, loadRegulators } from '../../src/knowledge/catalog/regulators.ts';
import { loadWords } from '../../src/knowledge/catalog/words.ts';
import { readYaml } from '../../src/knowledge/catalog/yaml.ts';
import { decodeText, type TextFormat } from '../../src/pipeline/decode/decode.ts';
import { knownNames } from '../../src/pipeline/read/document/known-names.ts';
import { createReader, type ReadParts } from '../../src/pipeline/read/read-notice.ts';

const config = join(import.meta.dirname, '../../config');
const filesIn = (folder: string) =>
  readdirSync(join(config, folder))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => ({
      path: join(config, folder, name),
      text: readFileSync(join(config, folder, name), 'utf8'),
    }));

/**
 * Names that the tests' sentences take for known: a few real brands, as the catalog would know
 * them.
 */
const KNOWN: readonly (readonly [string, 'app' | 'company'])[] = [
  ['微信', 'app'],
  ['WeChat', 'app'],
  ['抖音', 'app'],
  ['TikTok', 'app'],
  ['腾讯', 'company'],
  ['Tencent', 'company'],
  ['Tencent Video', 'app'],
  ['Tencent Holdings', 'company'],
  ['阿里巴巴', 'company'],
  ['Alibaba', 'company'],
  ['Alibaba Group', 'company'],
  ['美团', 'company'],
  ['Meituan', 'company'],
  ['饿了么', 'app'],
  ['京东', 'company'],
  ['滴滴', 'company'],
  ['滴滴出行', 'app'],
  ['Didi', 'company'],
  ['iQiyi', 'company'],
  ['Trip.com', 'company'],
  ['Qunar', 'app'],
  ['Weibo', 'company'],
  ['微博', 'company'],
  ['支付宝', 'app'],
  ['华为', 'company'],
  ['Apple', 'company'],
  ['淘宝', 'app'],
  ['拼多多', 'company'],
  ['Ant Group', 'company'],
];

const { words, places, bureaus } = loadWords(filesIn('words'));
const model = (language: string) => {
  const path = join(config, `models/press-${language}.json`);
  return readYaml({ path, text: readFileSync(path, 'utf8') }, PressModel).value!;
};

const { regulators } = loadRegulators(filesIn('regulators'), places, bureaus);
const { outlets } = loadOutlets(filesIn('outlets'));
const known = KNOWN.map(([name, kind], at) => ({
  name,
  kind,
  key: `${kind}:known-${at}`,
  ordinary: false,
}));
/** The real words, authorities and newspapers of `config/`, and a handful of known names. */
export const parts: ReadParts = {
  regulators,
  outlets,
  words: words!,
  names: knownNames(known, { regulators, outlets, words: words! }),
  models: { en: model('en'), zh: model('zh') },
};

const reader = createReader(parts);

export interface Reading {
  readonly title?: string;
  readonly published?: string | null;
  readonly format?: TextFormat | null;
  readonly outlet?: string | null;
  readonly source?: string | null;
  /** The authority whose own page it is. */
  readonly authority?: string | null;
}

/** Reads a text as the program would; publication is 18 August 2021 unless said otherwise. */
export function read(text: string, reading: Reading = {}): Notice {
  return readDocument(
    decodeText(text, reading.format ?? null, { title: reading.title ?? null }),
    reading,
  );
}

export function readDocument(
  document: Document,
  {
    title = '',
    published = '2021-08-18',
    outlet = null,
    source = null,
    authority = null,
  }: Reading = {},
): Notice {
  return reader(document, {
    item: 'test' as ItemId,
    source: source as SourceId | null,
    authority: authority as RegulatorId | null,
    outlet: outlet as OutletId | null,
    url: '',
    title,
    published: published as CalendarDate | null,
    publishedAt: null,
  });
}

/** Types of a notice's acts, in the order of the text. */
export const kindsOf = (notice: Notice): string[] => notice.actions.map((one) => kindOf(one.act));

/** Names of the apps that the new act hits. */
export const appsOf = (notice: Notice): string[] =>
  notice.mentions
    .filter((one) => one.role === 'subject' && one.kind !== 'entity')
    .map((one) => one.name);
