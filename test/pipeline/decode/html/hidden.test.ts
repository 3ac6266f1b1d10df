import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';

const textOf = (inner: string) =>
  decodeText(
    `<html><body><h1>通报</h1><p>正文第一句话写在这里，供人阅读。</p>${inner}</body></html>`,
    'html',
  ).text;

describe('text of a page that readers do not see, or that is no part of it', () => {
  it.each([
    ['display', '<p style="display: none">下架微信</p>'],
    ['hidden', '<div hidden>下架微信</div>'],
    ['opacity', '<p style="opacity:0">下架微信</p>'],
    ['opacity of nothing', '<p style="color:red; opacity: 0.0;">下架微信</p>'],
    ['off the screen', '<div style="position:absolute; left:-9999px">下架微信</div>'],
    ['indented away', '<p style="text-indent:-9999px">下架微信</p>'],
    ['clipped', '<p style="position:absolute;clip:rect(0 0 0 0)">下架微信</p>'],
    ['without height', '<div style="height:0;overflow:hidden">下架微信</div>'],
    ['for no reader', '<p aria-hidden="true">下架微信</p>'],
    ['struck out', '<p>名单：<del>微信</del><s>抖音</s>木棉</p>'],
    [
      'a hidden table',
      '<table style="display:none"><tr><td>应用名称</td><td>开发者</td></tr><tr><td>微信</td><td>腾讯</td></tr></table>',
    ],
    [
      'comments',
      `<section class="comments"><p>网友甲：${'微信早就该下架了，大家说是不是。'.repeat(20)}</p></section>`,
    ],
    [
      'a comment list',
      `<ul id="comment-list"><li>${'微信早就该下架了，大家说是不是。'.repeat(20)}</li></ul>`,
    ],
  ])('%s is not read', (_, inner) => {
    expect(textOf(inner)).not.toContain('微信');
    expect(textOf(inner)).toContain('正文第一句话');
  });

  it.each([
    ['half opaque', '<p style="opacity:0.5">下架微信</p>'],
    ['indented', '<p style="text-indent:2em">下架微信</p>'],
    ['moved a little', '<p style="margin-left:-10px">下架微信</p>'],
    ['inserted', '<p><ins>下架微信</ins></p>'],
    ['a commentary', '<article class="commentary"><p>下架微信</p></article>'],
  ])('%s is', (_, inner) => {
    expect(textOf(inner)).toContain('微信');
  });
});
