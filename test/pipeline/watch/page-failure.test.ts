import { describe, expect, it } from 'vitest';
import { pageFailure } from '../../../src/pipeline/watch/page-failure.ts';

const page = (title: string, text = title) =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;

describe('a page that is none of what was asked for', () => {
  it.each([
    ['404 Not Found', null],
    ['500', null],
    ['502 Bad Gateway', '关于侵害用户权益行为的APP通报'],
    ['Error 403', null],
    ['页面不存在', '关于侵害用户权益行为的APP通报（2021年第8批）'],
    ['系统维护', null],
    ['错误页', '404'],
  ])('%s', (title, called) => {
    expect(pageFailure(page(title), 'https://a.example/1', called)?.code).toBe('error-page');
  });

  it.each([
    ['关于侵害用户权益行为的APP通报（2021年第8批，总第500批）', null],
    ['关于第404批违法违规收集使用个人信息App的通报', null],
    ['工信部下架403款拒不整改的APP', null],
    ['某公司被罚款500万元', null],
    ['通报502家企业', null],
    ['关于开展拦截骚扰电话专项行动的通知', '关于开展拦截骚扰电话专项行动的通知'],
    ['关于系统维护期间暂停受理的公告_某局', '关于系统维护期间暂停受理的公告'],
    ['Notice 500 on access denied to children - Office', 'Notice 500 on access denied to children'],
  ])('a notice that only speaks of such things: %s', (title, called) => {
    expect(pageFailure(page(title), 'https://a.example/1', called)).toBeNull();
  });
});
