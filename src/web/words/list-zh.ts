import type { ListWords } from './list-en.ts';

/** 公司列表的中文。 */
export const listZh: ListWords = {
  filter: '排序与筛选',
  sort: '排序',
  sorts: {
    score: '评分',
    change: '30天变动',
    peak: '两年最高',
    cases: '未结案件',
    deadline: '下一期限',
    name: '名称',
  },
  market: '市场',
  markets: {
    us: '美国',
    hk: '香港',
    cn: '沪深京',
    jp: '东京',
    in: '印度',
    other: '其他',
    private: '未上市',
  },
  stage: '未结案件阶段',
  any: '不限',
  reset: '重置',
  none: '没有符合条件的公司。请重置筛选，或显示全部公司。',
  empty: '关注名单为空。请在下方输入代码或名称，或在公司页面点击“关注”；其评分、案件和期限将显示在这里。',
  edit: '股票代码或名称，用逗号或换行分隔',
  save: '保存名单',
  saved: '已保存。',
  unknown: (names) => `未收录：${names}。未作更改。`,
  share: '分享此视图：',
  link: '带名单的链接',
  add: '关注',
  remove: '取消关注',
};
