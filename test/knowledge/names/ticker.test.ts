import { describe, expect, it } from 'vitest';
import { readTicker, sameTicker } from '../../../src/knowledge/names/ticker.ts';

describe('readTicker', () => {
  it.each([
    ['700', '700', null],
    ['00700', '700', null],
    ['0700.HK', '700', 'HK'],
    ['700 hk', '700', 'HK'],
    ['0700HK', '700', 'HK'],
    ['hk00700', '700', 'HK'],
    ['HK0700', '700', 'HK'],
    ['XHKG:0700', '700', 'HK'],
    ['HKEX:700', '700', 'HK'],
    ['TCEHY', 'TCEHY', null],
    ['$jd', 'JD', null],
    ['NASDAQ:JD', 'JD', 'US'],
    ['600104.SS', '600104', 'SS'],
    ['600104.SH', '600104', 'SS'],
    ['sh600104', '600104', 'SS'],
    ['002024', '002024', null],
    ['sz002024', '002024', 'SZ'],
    ['ABC.PA', 'ABC', 'PA'],
    ['ＴＣＯＭ', 'TCOM', null],
  ])('%s', (text, symbol, venue) => {
    expect(readTicker(text)).toEqual({ symbol, venue });
  });

  it.each(['腾讯', 'Tencent Holdings', '', 'a very long thing'])('%s is none', (text) => {
    expect(readTicker(text)).toBeNull();
  });
});

describe('sameTicker', () => {
  it.each([
    ['700', '0700.HK', true],
    ['0700.HK', '0700.HK', true],
    ['NYSE:DIDI', 'DIDI', true],
    ['DIDI', 'DIDI', true],
    ['NYSE:700', '0700.HK', false],
    ['2024', '002024.SZ', false],
    ['700', '0701.HK', false],
  ])('%s asks for %s: %s', (asked, held, expected) => {
    expect(sameTicker(readTicker(asked)!, readTicker(held)!)).toBe(expected);
  });
});
