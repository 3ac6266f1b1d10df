import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { toText } from '../../../src/base/charset/to-text.ts';

const SIMPLIFIED = '关于侵害用户权益行为的APP通报：星河浏览器应在3月21日前完成整改。';
const TRADITIONAL =
  '關於侵害用戶權益行為的通報：這款軟體沒有說明收集個人資料的目的，應於期限內改正。';
const codes = (findings: { code: string }[]) => findings.map((finding) => finding.code);

describe('the charset is found whatever was declared', () => {
  const undeclared = null;
  it.each([
    ['UTF-8, not declared', SIMPLIFIED, 'utf8', undeclared, 'utf-8', []],
    [
      'UTF-8, declared as gb2312',
      SIMPLIFIED,
      'utf8',
      'text/html; charset=gb2312',
      'utf-8',
      ['charset-wrong'],
    ],
    ['GBK, declared as gb2312', SIMPLIFIED, 'gbk', 'text/html; charset=gb2312', 'gb18030', []],
    ['GBK, not declared', SIMPLIFIED, 'gbk', undeclared, 'gb18030', []],
    [
      'GBK, declared as UTF-8',
      SIMPLIFIED,
      'gbk',
      'text/html;charset="UTF-8"',
      'gb18030',
      ['charset-wrong'],
    ],
    ['GBK, declared as Latin', SIMPLIFIED, 'gbk', 'ISO-8859-1', 'gb18030', ['charset-wrong']],
    ['GBK, declared as Big5', SIMPLIFIED, 'gbk', 'big5', 'gb18030', ['charset-wrong']],
    ['traditional characters in GBK', TRADITIONAL, 'gbk', undeclared, 'gb18030', []],
    ['Big5, declared', TRADITIONAL, 'big5', 'text/html; charset=Big5', 'big5', []],
    ['Big5, not declared', TRADITIONAL, 'big5', undeclared, 'big5', []],
    ['Big5, declared as gb2312', TRADITIONAL, 'big5', 'gb2312', 'big5', ['charset-wrong']],
    ['UTF-16 LE without a mark', SIMPLIFIED, 'utf16-le', undeclared, 'utf-16le', []],
    ['UTF-16 BE without a mark', SIMPLIFIED, 'utf16-be', undeclared, 'utf-16be', []],
    ['UTF-16 BE declared only as UTF-16', SIMPLIFIED, 'utf16-be', 'utf-16', 'utf-16be', []],
    ['an unknown name', SIMPLIFIED, 'utf8', 'charset=x-martian', 'utf-8', ['charset-unknown']],
  ])('%s', (_name, text, encoding, declared, charset, expected) => {
    const got = toText(iconv.encode(text, encoding), { declared });
    expect(got.text).toBe(text);
    expect(got.charset).toBe(charset);
    expect(codes(got.findings)).toEqual(expected);
  });

  it.each([
    ['utf-8', 'utf8'],
    ['utf-16le', 'utf16-le'],
    ['utf-16be', 'utf16-be'],
  ])('a byte order mark says %s and is not part of the text', (charset, encoding) => {
    const got = toText(iconv.encode(SIMPLIFIED, encoding, { addBOM: true }), {});
    expect(got).toMatchObject({ text: SIMPLIFIED, charset });
  });

  it('reads the charset of an XML prolog and of a meta tag', () => {
    const feed = `<?xml version="1.0" encoding="GB2312"?><rss><title>${SIMPLIFIED}</title></rss>`;
    const page = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5"><title>${TRADITIONAL}`;
    expect(toText(iconv.encode(feed, 'gbk'))).toMatchObject({
      text: feed,
      charset: 'gb18030',
      findings: [],
    });
    expect(toText(iconv.encode(page, 'big5'))).toMatchObject({
      text: page,
      charset: 'big5',
      findings: [],
    });
  });

  it('a header that is wrong does not hide a meta tag that is right', () => {
    const page = `<meta charset="gbk"><p>通报</p>`;
    expect(
      toText(iconv.encode(page, 'gbk'), { declared: 'text/html; charset=iso-8859-1' }).text,
    ).toBe(page);
  });

  it('reads the four-byte characters of GB18030 on a page that says GB2312', () => {
    const rare = `${SIMPLIFIED}𠮷野家㐂`;
    expect(toText(iconv.encode(rare, 'gb18030'), { declared: 'gb2312' })).toMatchObject({
      text: rare,
      findings: [],
    });
  });

  it.each(['通报', '下架', '联通', '腾讯', '微信'])('reads %s alone in GBK', (word) => {
    expect(toText(iconv.encode(word, 'gbk'))).toMatchObject({ text: word, charset: 'gb18030' });
  });

  it('keeps an English page in the Latin table it declares, and plain ASCII under any name', () => {
    const english = 'The regulator’s list “names” 43 apps – again.';
    expect(toText(iconv.encode(english, 'win1252'), { declared: 'iso-8859-1' }).text).toBe(english);
    expect(toText(iconv.encode(english, 'win1252')).text).toBe(english);
    expect(toText(iconv.encode('plain', 'ascii'), { declared: 'gbk' }).findings).toEqual([]);
  });
});

describe('damage is told, never thrown', () => {
  it('a UTF-8 page cut inside a character stays UTF-8 and says so', () => {
    const whole = iconv.encode(SIMPLIFIED.repeat(3), 'utf8');
    const got = toText(whole.subarray(0, whole.length - 1));
    expect(got.charset).toBe('utf-8');
    expect(got.text.startsWith(SIMPLIFIED)).toBe(true);
    expect(codes(got.findings)).toEqual(['undecodable']);
  });

  it('a GBK page with a broken byte is read but for that place', () => {
    const got = toText(
      Buffer.concat([
        iconv.encode(SIMPLIFIED, 'gbk'),
        Buffer.from([0xff]),
        iconv.encode('尾部', 'gbk'),
      ]),
    );
    expect(got.text).toContain('完成整改。');
    expect(codes(got.findings)).toEqual(['undecodable']);
  });

  it('never throws, on any bytes under any name', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.option(fc.string({ maxLength: 20 })),
        (bytes, declared) => {
          const got = toText(bytes, { declared });
          expect(typeof got.text).toBe('string');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives back any Chinese text written in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const clean = text.replaceAll('\0', '').replace(/^\ufeff/, '');
        expect(toText(new TextEncoder().encode(clean)).text).toBe(clean);
      }),
    );
  });
});
