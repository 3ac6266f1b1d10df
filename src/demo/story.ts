import type { Instant } from '../domain/time.ts';
import { articlePage } from './pages.ts';
import { seedRows } from './seed-list.ts';

/** A page of an authority, in the list of that authority. */
export type DemoPage = ReturnType<typeof pageOf>;

/** An article of the newspaper, whole in its feed. */
export type DemoArticle = typeof PRESS_ARTICLE;

/** One moment of the demonstration: what is published then, and what a reader should know. */
interface DemoMoment {
  readonly at: Instant;
  readonly publish: DemoPage | DemoArticle | null;
  readonly description: string;
}

const at = (text: string) => Date.parse(`${text}+08:00`) as Instant;

interface PageText {
  readonly list: 'miit' | 'cac';
  /** Body that the page names as its author. */
  readonly source: string;
  readonly path: string;
  readonly title: string;
  /** Beijing's: `2021-07-02 19:20`. */
  readonly date: string;
  readonly body: string;
}

function pageOf({ list, source, path, title, date, body }: PageText) {
  return { list, path, title, date, html: articlePage(title, date, source, body) };
}

/** One of the three notices on Didi of July 2021, in our own short wording of the same facts. */
const cac = (page: Omit<PageText, 'list' | 'source'>) =>
  pageOf({ list: 'cac', source: '中国网信网', ...page });

/**
 * MIIT's notice of 18 August 2021 in the layout of the real page: a table of six columns with
 * merged cells.
 */
const MIIT_LIST = pageOf({
  list: 'miit',
  source: '工业和信息化部信息通信管理局',
  path: '/miit/art/2021/art_8f2d0c1a.html',
  date: '2021-08-18 10:00',
  title:
    '关于APP违规调用通信录、位置信息以及开屏弹窗骚扰用户等问题“回头看”的通报（2021年第8批，总第17批）',
  body: `<p>工业和信息化部信息通信管理局对APP违规调用通信录和地理位置、开屏弹窗骚扰用户等问题组织了“回头看”检查，现将仍存在问题的43款APP（详见附件）予以通报。</p>
<p>上述APP应在8月25日前完成整改，逾期不整改的，我部将依法依规组织开展相关处置工作。</p>
<p>附件：存在问题的应用软件名单（2021年第8批，总第17批）</p>
<table border="1"><tbody>
<tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>
${seedRows()}
</tbody></table>
<p class="demo-note">演示说明：第1至18行为真实名单中有据可查的应用（其中部分只知名称，其余栏目留空）；第19至43行为演示程序填充，应用与开发者均为虚构。</p>`,
});

/** The English article, in our own words, with the facts and the traps of the real one. */
const PRESS_ARTICLE = {
  list: 'press' as const,
  guid: 'demo-press-2021-08-23',
  title: 'Beijing tells dozens of apps to fix how they handle user data',
  published: 'Mon, 23 Aug 2021 08:30:00 GMT',
  body: `<p>China’s Ministry of Industry and Information Technology, or MIIT, last Thursday sent notices to the companies behind 43 apps and ordered them to rectify how they collect user data, contact lists and locations among it.</p>
<p>Tencent’s WeChat and Tencent Video were among the 43 apps named by the ministry. Video platform iQiyi and the travel booking apps Trip.com and Qunar are also on the list.</p>
<p>The companies have until Wednesday, August 25, to make the changes, the MIIT said. It is the eighth batch of apps that the ministry has censured this year.</p>
<p>So far this year 351 apps have been notified and 25 were taken off app stores, according to state broadcaster CCTV. That figure equals the number of Didi apps pulled from stores in July, when the Cyberspace Administration of China opened a review of the ride-hailing company soon after its listing in New York.</p>
<p>A draft law on personal data protection, published last week and expected to take effect in November, has made investors wary, Bloomberg reported.</p>
<p>Read this: What critical information infrastructure means for China’s tech firms</p>`,
};

/**
 * An old page of each list, so that the first poll finds a list that is not empty and stays silent
 * about it.
 */
export const OLD_PAGES: readonly DemoPage[] = [
  pageOf({
    list: 'miit',
    source: '演示单位',
    path: '/old.html',
    date: '2021-06-21 09:00',
    title: '关于举办移动互联网应用服务能力提升培训的通知',
    body: '<p>各有关单位：定于七月举办移动互联网应用服务能力提升培训，请按要求报名。</p>',
  }),
  pageOf({
    list: 'cac',
    source: '演示单位',
    path: '/old-cac.html',
    date: '2021-06-18 09:00',
    title: '关于举办网络安全宣传活动的通知',
    body: '<p>各有关单位：定于九月举办网络安全宣传活动，请按要求报名。</p>',
  }),
];

/** The seed day and the six weeks before it, on an accelerated clock. Times are Beijing's. */
export const TIMELINE: readonly DemoMoment[] = [
  {
    at: at('2021-07-01T09:00'),
    publish: null,
    description: 'the watch begins; what lies there already stays silent',
  },
  {
    at: at('2021-07-02T19:22'),
    publish: cac({
      path: '/cac/2021-07/02/c_1.htm',
      date: '2021-07-02 19:20',
      title: '网络安全审查办公室关于对“滴滴出行”启动网络安全审查的公告',
      body: '<p>为防范国家数据安全风险，网络安全审查办公室对“滴滴出行”实施网络安全审查。审查期间“滴滴出行”停止新用户注册。</p><p>网络安全审查办公室</p><p>2021年7月2日</p>',
    }),
    description: 'CAC opens a cybersecurity review of Didi',
  },
  {
    at: at('2021-07-04T18:32'),
    publish: cac({
      path: '/cac/2021-07/04/c_2.htm',
      date: '2021-07-04 18:30',
      title: '关于下架“滴滴出行”App的通报',
      body: '<p>经检测核实，“滴滴出行”App存在严重违法违规收集使用个人信息问题。国家互联网信息办公室通知应用商店下架“滴滴出行”App，要求其认真整改存在的问题。</p><p>国家互联网信息办公室</p><p>2021年7月4日</p>',
    }),
    description: 'CAC orders the Didi app out of the stores',
  },
  {
    at: at('2021-07-09T20:52'),
    publish: cac({
      path: '/cac/2021-07/09/c_3.htm',
      date: '2021-07-09 20:50',
      title: '关于下架“滴滴企业版”等25款App的通报',
      body: '<p>经检测核实，“滴滴企业版”等25款App存在严重违法违规收集使用个人信息问题。国家互联网信息办公室通知应用商店下架上述25款App，要求相关运营者认真整改存在的问题。</p><p>国家互联网信息办公室</p><p>2021年7月9日</p>',
    }),
    description: 'CAC orders 25 more Didi apps out of the stores',
  },
  {
    at: at('2021-08-18T10:03'),
    publish: MIIT_LIST,
    description: 'MIIT names 43 apps, to be rectified by 25 August',
  },
  {
    at: at('2021-08-23T16:35'),
    publish: PRESS_ARTICLE,
    description: 'an English article tells the same list',
  },
];

/** The scores at the end are as of the seed day, as a fund would have asked that evening. */
export const SEED_DAY_END = at('2021-08-18T23:59:59');
/** History is cut here, so that nothing that the demonstration publishes counts twice. */
export const HISTORY_UNTIL = '2021-07-01';
