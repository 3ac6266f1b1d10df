import type { emptyEn, ListWords } from './list-en.ts';

/** 公司列表的中文。 */
export const emptyZh: typeof emptyEn = {
  notices: '尚未读取通报。各来源在启动几分钟后首次读取；此后发布的内容连同涉及的公司及理由显示在这里。',
  noticesOf: '此处读取的通报均未涉及该公司。此前的记录见下方。',
  ahead: '没有未到期限。通报如规定期限（“8月25日前完成整改”），将显示在这里。',
  passed: '最近7天内没有到期的期限。',
  unconfirmed: '没有待佐证的报道。仅有一家媒体报道的行动会显示在这里，直到得到证实或满一个月。',
  deliveries: '尚未发送。请设置地址或在 Discord 中订阅；每条消息的去向将显示在这里。',
  suppressed: '尚无未发出的提醒：每条被规则拦下的提醒都会连同理由显示在这里。',
  decided: '尚无决定。对上述问题的决定会连同决定人和理由显示在这里。',
  apps: '未收录其应用。可在 config/companies/ 中添加文件；在此之前，通报只能涉及公司本身。',
  acts: '没有针对它的行动记录。',
  factors: '没有有效的行动：评分为 0。',
  signals: '该通报未改变任何评分。',
  years: '没有该机构的行动记录。',
};

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
