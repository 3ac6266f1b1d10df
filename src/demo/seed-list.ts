/** One row group of the list of 18 August 2021: an app with its version, store and accusation rows. */
export interface ListedApp {
  readonly app: string;
  /** Null = the cell is merged with the one above. */
  readonly developer: string | null;
  readonly rows: readonly { readonly store: string; readonly version: string; readonly issue: string }[];
  /** `evidenced` = row known from the notice; `by-name` = on the list, its other cells are not known; `filler` = invented. */
  readonly origin: 'evidenced' | 'by-name' | 'filler';
}

const CONTACTS = '违规调用通信录和地理位置权限';
const SPLASH = '开屏弹窗信息骚扰用户';

const one = (
  app: string,
  developer: string | null,
  store: string,
  version: string,
  issue: string,
  origin: ListedApp['origin'],
): ListedApp => ({
  app,
  developer,
  rows: [{ store, version, issue }],
  origin,
});

const evidenced: readonly ListedApp[] = [
  one('携程旅行', 'Shanghai Ctrip Commerce Co.,Ltd', 'App Store', '8.39.2', CONTACTS, 'evidenced'),
  one('搜狐视频', '北京搜狐新媒体信息技术有限公司', '华为应用市场', '8.9.51', SPLASH, 'evidenced'),
  {
    app: '腾讯视频',
    developer: '腾讯科技（深圳）有限公司',
    rows: [
      { store: 'App Store', version: '8.4.20', issue: CONTACTS },
      { store: 'App Store', version: '8.4.25', issue: SPLASH },
      { store: 'OPPO软件商店', version: '8.4.25.26114', issue: SPLASH },
    ],
    origin: 'evidenced',
  },
  one('企业微信', null, '小米应用商店', '3.1.10', CONTACTS, 'evidenced'),
  one('腾讯地图', null, '华为应用市场', '9.14.1', CONTACTS, 'evidenced'),
  one('微信', null, 'App Store', '8.0.10', CONTACTS, 'evidenced'),
  one('凤凰新闻', '北京天盈九州网络技术有限公司', '华为应用市场', '7.29.0', CONTACTS, 'evidenced'),
  one('苏宁易购', '江苏苏宁易购电子商务有限公司', '华为应用市场', '9.5.35', CONTACTS, 'evidenced'),
];

/** Evidenced by name only: developer, store and version cells stay empty rather than be made up. */
const byName: readonly ListedApp[] = [
  '苏宁小店',
  '爱奇艺',
  '去哪儿',
  '书旗小说',
  '触宝电话',
  '易车',
  'WiFi万能钥匙',
  '豆瓣FM',
  '懂球帝',
]
  .map((app) => one(app, '', '', '', CONTACTS, 'by-name'))
  .concat([one('微博钱包', '抚州市新浪网络小额贷款有限公司', '', '', CONTACTS, 'by-name')]);

const FILLER_APPS = [
  '演示日历',
  '示例笔记本',
  '样张相机',
  '范例天气通',
  '演示步行记',
  '示例菜谱',
  '样板闹钟',
  '范本背单词',
  '演示拼图',
  '示例跑步圈',
  '样张扫描王',
  '范例记账',
  '演示听书角',
  '示例租房通',
  '样板简历',
  '范本翻译',
  '演示公交图',
  '示例健身课',
  '样张壁纸',
  '范例五子棋',
  '演示家教网',
  '示例花店',
  '样板停车',
  '范本问诊',
  '演示快递查',
] as const;

const filler: readonly ListedApp[] = FILLER_APPS.map((app, index) =>
  one(
    app,
    `虚构市演示${String(index + 1).padStart(2, '0')}号软件有限公司`,
    index % 2 === 0 ? '应用宝' : 'vivo应用商店',
    `1.${index}.0`,
    index % 3 === 0 ? SPLASH : CONTACTS,
    'filler',
  ),
);

/** All 43 apps of the list, as far as they are known, the rest filled in with invented names that say so. */
export const SEED_LIST: readonly ListedApp[] = [...evidenced, ...byName, ...filler];
