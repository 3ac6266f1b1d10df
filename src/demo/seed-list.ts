const CONTACTS = '违规调用通信录和地理位置权限';
const SPLASH = '开屏弹窗信息骚扰用户';

/**
 * App, developer, store, version, accusation; `↑` = merged with the cell above, as on the real
 * page.
 */
type ListedRow = readonly [
  app: string,
  developer: string,
  store: string,
  version: string,
  issue: string,
];

const EVIDENCED: readonly ListedRow[] = [
  ['携程旅行', 'Shanghai Ctrip Commerce Co.,Ltd', 'App Store', '8.39.2', CONTACTS],
  ['搜狐视频', '北京搜狐新媒体信息技术有限公司', '华为应用市场', '8.9.51', SPLASH],
  ['腾讯视频', '腾讯科技（深圳）有限公司', 'App Store', '8.4.20', CONTACTS],
  ['↑', '↑', 'App Store', '8.4.25', SPLASH],
  ['↑', '↑', 'OPPO软件商店', '8.4.25.26114', SPLASH],
  ['企业微信', '↑', '小米应用商店', '3.1.10', CONTACTS],
  ['腾讯地图', '↑', '华为应用市场', '9.14.1', CONTACTS],
  ['微信', '↑', 'App Store', '8.0.10', CONTACTS],
  ['凤凰新闻', '北京天盈九州网络技术有限公司', '华为应用市场', '7.29.0', CONTACTS],
  ['苏宁易购', '江苏苏宁易购电子商务有限公司', '华为应用市场', '9.5.35', CONTACTS],
];

const split = (names: string) => names.split(' ');

/** Known by name only: developer, store and version cells stay empty rather than be made up. */
const BY_NAME: readonly ListedRow[] = [
  ...split('苏宁小店 爱奇艺 去哪儿 书旗小说 触宝电话 易车 WiFi万能钥匙 豆瓣FM 懂球帝').map(
    (app): ListedRow => [app, '', '', '', CONTACTS],
  ),
  ['微博钱包', '抚州市新浪网络小额贷款有限公司', '', '', CONTACTS],
];

/** Invented, and they say so. */
const FILLER = split(
  '演示日历 示例笔记本 样张相机 范例天气通 演示步行记 示例菜谱 样板闹钟 范本背单词 演示拼图 示例跑步圈 样张扫描王 范例记账 演示听书角 ' +
    '示例租房通 样板简历 范本翻译 演示公交图 示例健身课 样张壁纸 范例五子棋 演示家教网 示例花店 样板停车 范本问诊 演示快递查',
).map(
  (app, index): ListedRow => [
    app,
    `虚构市演示${String(index + 1).padStart(2, '0')}号软件有限公司`,
    index % 2 === 0 ? '应用宝' : 'vivo应用商店',
    `1.${index}.0`,
    index % 3 === 0 ? SPLASH : CONTACTS,
  ],
);

/**
 * The list of 18 August 2021 as the rows of a table: 43 apps, as far as they are known, the rest
 * filled in with invented names.
 */
export function seedRows(): string {
  const listed = [...EVIDENCED, ...BY_NAME, ...FILLER];
  const apps = listed.map(([app]) => app).filter((app) => app !== '↑');
  const rows = listed.map((row) => [
    row[0] === '↑' ? '↑' : String(apps.indexOf(row[0]) + 1),
    ...row,
  ]);
  const heightOf = (r: number, c: number) => {
    const end = rows.findIndex((row, below) => below > r && row[c] !== '↑');
    return (end === -1 ? rows.length : end) - r;
  };
  const cell = (text: string, r: number, c: number) =>
    text === '↑' ? '' : `<td rowspan="${heightOf(r, c)}">${text}</td>`;
  return rows
    .map((row, r) => `<tr>${row.map((text, c) => cell(text, r, c)).join('')}</tr>`)
    .join('\n');
}
