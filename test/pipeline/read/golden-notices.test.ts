import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load as parse } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/domain/act-kind.ts';
import type { Notice } from '../../../src/domain/notice.ts';
import { decodeText, type TextFormat } from '../../../src/pipeline/decode/decode.ts';
import { kindsOf, readDocument } from '../../support/reading.ts';

const folder = join(import.meta.dirname, '../../fixtures/notices');
const FORMATS: readonly (readonly [file: string, format: TextFormat])[] = [
  ['page.html', 'html'],
  ['page.md', 'markdown'],
  ['page.txt', 'text'],
];

/** What `expected.yml` may state; what it leaves out is not compared. */
const seen: Record<string, (notice: Notice) => unknown> = {
  verdict: (notice) => notice.verdict,
  regulator: (notice) => notice.regulator?.value ?? null,
  joint: (notice) => notice.jointRegulators,
  actions: (notice) => kindsOf(notice),
  deadline: (notice) => notice.deadline?.value ?? null,
  batch: (notice) => notice.batch?.value ?? null,
  apps: (notice) => notice.counts.apps?.value ?? null,
  parts: (notice) => notice.counts.parts.map((one) => one.count),
  listElsewhere: (notice) => notice.listElsewhere,
  background: (notice) =>
    notice.mentions.filter((one) => one.role === 'background').map((one) => one.name),
  stores: (notice) => notice.mentions.filter((one) => one.role === 'store').map((one) => one.name),
  doubts: (notice) => notice.doubts.map((one) => one.code),
  fine: (notice) => notice.actions.find((one) => one.fine !== null)?.fine ?? null,
  unconfirmed: (notice) => notice.unconfirmed?.map((one) => `${one.name} ${kindOf(one.act)}`),
  acts: (notice) =>
    notice.mentions.map(({ id, name }) => {
      const own = notice.actions.filter(({ mentions }) => mentions.includes(id));
      const said = own.map(({ act, fine }) =>
        fine === null ? act.measure : `${act.measure} ${fine.amount} ${fine.currency}`,
      );
      return `${name}: ${said.join(', ')}`;
    }),
  effective: (notice) => notice.rules[0]?.effective ?? null,
  mentions: (notice) =>
    notice.mentions
      .filter((one) => one.role === 'subject')
      .map((mention) =>
        [
          `${mention.kind === 'app' ? '' : `${mention.kind} `}${mention.name}`,
          ...(mention.developer === null
            ? []
            : [`${mention.developer}${mention.developerInherited ? ' (inherited)' : ''}`]),
          ...(mention.owner === null ? [] : [`of ${mention.owner}`]),
          ...mention.rows.map(
            (row) =>
              `${row.version ?? '-'} @ ${row.store ?? '-'}: ${row.accusations.map((it) => it.issue ?? `?${it.phrase}`).join(' + ') || '-'}`,
          ),
        ].join(' | '),
      ),
};

describe('notices in every layout read as their folder says', () => {
  for (const source of readdirSync(folder)) {
    for (const name of readdirSync(join(folder, source))) {
      const place = join(folder, source, name);
      it(`${source}/${name}`, () => {
        const expected = parse(readFileSync(join(place, 'expected.yml'), 'utf8')) as Record<
          string,
          unknown
        >;
        const [file, format] = FORMATS.find(([one]) => existsSync(join(place, one)))!;
        const { title = '', outlet = null, authority = null, ...wanted } = expected;
        const document = decodeText(readFileSync(join(place, file), 'utf8'), format, {
          title: (title as string) || null,
        });
        const notice = readDocument(document, {
          title: title as string,
          published: name.slice(0, 10),
          outlet: outlet as string | null,
          authority: authority as string | null,
        });
        const got = Object.fromEntries(Object.keys(wanted).map((key) => [key, seen[key]!(notice)]));
        expect(got).toEqual(wanted);
      });
    }
  }
});
