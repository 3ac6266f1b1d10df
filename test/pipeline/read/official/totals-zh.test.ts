import { describe, expect, it } from 'vitest';
import { kindsOf, read } from '../../../support/reading.ts';

describe('totals of an authority are no new step', () => {
  it.each([
    [
      '工信部:季度组织检测61万款APP 责令整改422款',
      '工信部发布2021年第二季度电信服务质量通告称, 第二季度,组织检测 61 万款APP,责令整改 422 款,公开通报 134 款。同时,约谈提醒 12 家次,通报批评 9 家次,行政处罚 9 家次。\n针对晚会曝光的问题,立即采取下架问题APP、关停语音专线等措施。',
    ],
    [
      '浙江二季度检测App 2.1万款',
      '浙江省通信管理局二季度组织检测App 2.1万款，责令整改320款，公开通报45款，下架12款。',
    ],
    [
      '全国网络执法工作持续发力',
      '2020年，全国网信系统全年累计约谈网站平台8608家，罚款处罚512家，下架应用420款。据介绍，各级网信部门集中整治乱象，及时查处一批传播违法信息的平台和账号，处置12款App。',
    ],
    [
      '未备案APP将下架关停',
      '逾期未备案的APP，将依法下架、关停。截至目前，省通信管理局检测APP超770款，对500余款APP下发整改通知书并督促整改到位。',
    ],
    [
      '中消协点名电视套娃式收费',
      '中消协发布2020年全国消协组织受理投诉情况分析。其中提到，智能电视平台收费引发消费者不满。',
    ],
    [
      '上海开展App检查5.6万款次',
      '上海市通信管理局今年组织检查App 5.6万款次，责令整改210款，约谈企业32家次。',
    ],
  ])('%s', (title, text) => {
    expect(read(text, { title }).verdict).toBe('none');
  });

  it.each([
    ['the end of a term', '截至要求的整改期限，尚有8款APP未按期完成整改，现予以公开通报。'],
    ['a day', '截至8月12日，仍有8款APP未完成整改，现予以公开通报。'],
    ['a day after a test', '截止2021年8月12日，经复检，尚有8款APP未按要求整改，现予以公开通报。'],
    ['a list and its number', '现予以公开通报。\n附件：下架APP名单 2021年8月（共8款）'],
  ])('%s in front of how many are left is a naming', (_, text) => {
    const notice = read(text, { title: '湖南省通信管理局公开通报8款未按期完成整改APP' });
    expect([notice.verdict, kindsOf(notice)[0]]).toEqual(['action', 'name']);
  });

  it('a number of the list is not that of a total which ends with it', () => {
    const text = '7月共检测发现168款APP存在问题，责令整改。尚有8款APP未整改，现予以通报。';
    expect(read(text, { title: '湖南省通信管理局通报8款APP' }).verdict).toBe('action');
  });
});
