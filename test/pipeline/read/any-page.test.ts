import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Notice } from '../../../src/domain/notice.ts';
import { decodeText } from '../../../src/pipeline/decode/decode.ts';
import { readDocument } from '../../support/reading.ts';
import { wrongSpans } from '../../support/spans.ts';

const cell = fc.oneof(
  fc.constantFrom(
    '',
    '/',
    '1',
    '2',
    '37',
    'App Store',
    '华为应用市场',
    '微信小程序',
    '8.4.20',
    'V2',
    '青禾记账',
    '木棉相册',
    '杭州青禾网络科技有限公司',
    'Maple Leaf Co., Ltd',
    '违规收集个人信息',
    'APP强制、频繁、过度索取权限',
    '违规收集个人信息；账号注销难',
    '合计',
    '序号',
    '应用名称',
  ),
  fc.string({ maxLength: 12, unit: 'binary' }).map((text) => text.replace(/[|\n\r<>]/g, '')),
);
const HEADER = ['序号', '应用名称', '应用开发者', '应用来源', '应用版本', '所涉问题'];
const rows = fc.array(fc.array(cell, { minLength: 0, maxLength: 8 }), {
  minLength: 1,
  maxLength: 12,
});
const header = fc.oneof(
  fc.constant(HEADER),
  fc.shuffledSubarray(HEADER, { minLength: 0 }),
  fc.array(cell, { maxLength: 7 }),
);

const FRAME =
  '关于侵害用户权益行为的APP通报（2023年第3批，总第29批）\n\n我部发现2款APP存在问题，应在4月19日前完成整改。\n\n';
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], body: readonly (readonly string[])[]) =>
  [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');

const sentence = fc.constantFrom(
  '工信部通报43款App，包括青禾记账、木棉相册等，应在8月25日前完成整改。',
  '此前，国家网信办曾下架滴滴出行。',
  '“青禾记账”“木棉相册”等12款应用被责令限期整改。',
  '《绿萝记账》（版本3.4.8，PC6安卓网）、《去骑行（骑哒）》（版本1.1）。',
  'The MIIT said on Wednesday that 43 apps, including Tencent’s WeChat, must be fixed by Aug. 25.',
  '逾期不整改的，将依法予以下架。',
  '1、未经用户同意收集使用个人信息。涉及2款App如下：',
  '罚款182.28亿元。',
  'Related coverage',
);
const noise = fc.oneof(
  sentence,
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.constantFrom('\n', '\n\n', '》', '（', '等', '、', '"', '1\n', '\t'),
);

describe('whatever a page holds', () => {
  it('a mutated table is read without an exception, invents no app, and its spans show what they claim', () => {
    fc.assert(
      fc.property(header, rows, (head, body) => {
        const document = decodeText(FRAME + table(head, body), 'markdown');
        const notice = readDocument(document, { published: '2023-04-12' });
        expect(() => Notice.parse(notice)).not.toThrow();
        expect(wrongSpans(document, notice)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('sentences in any order and any noise between them keep the same promises', () => {
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 14 }), fc.boolean(), (pieces, asHtml) => {
        const text = pieces.join('');
        const document = asHtml
          ? decodeText(`<p>${pieces.join('</p><p>')}</p>`, 'html')
          : decodeText(text, 'text');
        const notice = readDocument(document, { published: '2021-08-18', title: pieces[0] ?? '' });
        expect(() => Notice.parse(notice)).not.toThrow();
        expect(wrongSpans(document, notice)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('a notice without a date of publication gets no deadline from a period, but a doubt that says why', () => {
    const document = decodeText('国家网信办通报33款App。要求10个工作日内完成整改。', 'text');
    const notice = readDocument(document, { published: null });
    expect(notice.deadline).toBeNull();
    expect(notice.doubts.map((one) => one.code)).toContain('deadline');
  });
});
