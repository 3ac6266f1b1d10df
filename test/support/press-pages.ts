/** A page of the press on something harmless, with acts in what stands around its article. */
export interface PressPage {
  readonly name: string;
  readonly html: string;
  readonly title: string;
}

interface Story {
  readonly title: string;
  readonly paragraphs: readonly string[];
}
/** A teaser: the headline of another story, and its first sentence. */
type Teaser = readonly [headline: string, summary: string];

interface Texts {
  readonly lang: string;
  readonly stories: readonly Story[];
  readonly teasers: readonly Teaser[];
  readonly words: {
    readonly more: string;
    readonly related: string;
    readonly hot: string;
    readonly comments: string;
  };
}

const ENGLISH: Texts = {
  lang: 'en',
  stories: [
    {
      title: 'A quiet winter for the lighthouse keepers of the north',
      paragraphs: [
        'The lamp at the end of the pier has burned every night since 1871, and the people who look after it say that little has changed. They climb the stairs twice a day, clean the lenses, and write the weather in a book.',
        'This winter was a calm one, with few storms and hardly any ice, so the keepers painted the railings and mended the boats. Visitors came on Sundays, when the small museum sells tea and postcards.',
        '"We like it this way," said one of them, who has worked there for thirty years, "because a quiet winter means that nobody was in danger out at sea."',
        'In spring the harbour will get a new bridge, which the town has wanted for a long time, and the ferry will run more often than it did before.',
      ],
    },
    {
      title: 'How a village baker brought rye bread back',
      paragraphs: [
        'For years nobody in the valley grew rye, because the mills had closed and wheat was cheaper. Then a young baker asked two farmers to sow a single field, and promised to buy whatever it gave.',
        'The first harvest was small, but the loaves sold out within an hour, and the next year there were six fields. Now a mill stone turns again by the river, and children come to look at it with their school.',
        'Bread takes time, the baker says, and so do people: it took two winters until the older neighbours came back to the shop, and said that it tasted as it used to.',
      ],
    },
    {
      title: 'Chip makers bet on glass as the next base for processors',
      paragraphs: [
        'Engineers have long known that glass stays flat when it gets hot, which matters when a processor is as large as a playing card. Until now it was too brittle to drill, and the machines for it did not exist.',
        'Several companies showed samples at a fair this week, and said that the first products may follow within three years. Analysts were more careful, since yields are low and the tools are expensive.',
        'Still, the samples drew a crowd, and researchers from four universities explained how lasers and acid open thousands of holes a second without a single crack.',
      ],
    },
  ],
  teasers: [
    [
      'SAMR fines Alibaba 18.2 billion yuan for abusing market dominance',
      'China’s market regulator on Saturday fined Alibaba Group 18.2 billion yuan after an antitrust probe.',
    ],
    [
      'FTC sues Amazon over alleged monopoly in online shopping',
      'The Federal Trade Commission sued Amazon.com on Tuesday, accusing it of an illegal monopoly.',
    ],
    [
      'Cyberspace regulator orders Didi app removed from app stores',
      'The Cyberspace Administration of China ordered app stores to remove Didi’s app on Sunday.',
    ],
    [
      'European Commission fines Apple €1.8 billion over music streaming rules',
      'The European Commission fined Apple €1.8 billion on Monday for anti-steering rules in its App Store.',
    ],
    [
      'Irish watchdog fines Meta record €1.2 billion for data transfers',
      'Ireland’s Data Protection Commission fined Meta €1.2 billion on Monday.',
    ],
    [
      'SEC charges Tesla with misleading investors about its software',
      'The Securities and Exchange Commission charged Tesla on Thursday with misleading investors.',
    ],
  ],
  words: { more: 'More from business', related: 'Related', hot: 'Most read', comments: 'Comments' },
};

const CHINESE: Texts = {
  lang: 'zh-CN',
  stories: [
    {
      title: '北方灯塔守望者的平静冬天',
      paragraphs: [
        '码头尽头的灯自一八七一年以来每晚都亮着，守灯人说，这里的生活几乎没有变化。他们每天两次登上楼梯，擦拭透镜，把天气写进本子里。',
        '今年冬天风平浪静，很少有风暴，几乎没有结冰，守灯人便粉刷了栏杆，修好了小船。星期天有游客前来，小博物馆里卖茶和明信片。',
        '“我们喜欢这样，”一位在这里工作了三十年的老人说，“因为平静的冬天意味着海上没有人遇险。”',
        '到了春天，港口会有一座新桥，镇上的人盼了很久，渡船也会比以前开得更勤。',
      ],
    },
    {
      title: '一位乡村面包师如何让黑麦面包重回餐桌',
      paragraphs: [
        '多年来山谷里没有人种黑麦，因为磨坊关了门，小麦又便宜。后来一位年轻的面包师请两位农民种下一块地，并答应收成多少买多少。',
        '第一年的收成不多，但面包不到一小时就卖光了，第二年有了六块地。如今河边的石磨又转了起来，孩子们跟着学校来参观。',
        '面包师说，做面包需要时间，人也一样：过了两个冬天，老邻居们才回到店里，说味道和从前一样。',
      ],
    },
  ],
  teasers: [
    [
      '市场监管总局依法对阿里巴巴集团作出行政处罚 罚款182.28亿元',
      '市场监管总局10日依法对阿里巴巴集团控股有限公司作出行政处罚决定，处以182.28亿元罚款。',
    ],
    [
      '国家网信办通报下架“滴滴出行”App 严重违法违规收集个人信息',
      '国家互联网信息办公室4日通报，“滴滴出行”App存在严重违法违规收集使用个人信息问题，通知应用商店下架。',
    ],
    [
      '工信部通报整改不到位App 携程旅行、去哪儿旅行被责令限期整改',
      '工业和信息化部今日通报，携程旅行等App侵害用户权益，责令限期完成整改。',
    ],
    [
      '市场监管总局对美团作出行政处罚 责令停止违法行为并罚款34.42亿元',
      '市场监管总局8日对美团在中国境内网络餐饮外卖平台服务市场实施垄断行为作出行政处罚。',
    ],
    [
      '证监会对瑞幸咖啡财务造假作出处罚决定 责令改正并罚款',
      '证监会31日宣布，对瑞幸咖啡财务造假案作出行政处罚决定。',
    ],
    [
      '上海市网信办约谈拼多多 责令立即整改直播违规问题',
      '上海市互联网信息办公室5日约谈拼多多负责人，责令其立即整改。',
    ],
  ],
  words: { more: '更多新闻', related: '相关阅读', hot: '热门文章', comments: '网友评论' },
};

const link = ([headline]: Teaser, at: number) => `<a href="/news/${at}.html">${headline}</a>`;
const items = (teasers: readonly Teaser[]) =>
  teasers.map((teaser, at) => `<li>${link(teaser, at)}</li>`).join('\n');
const paragraphs = ({ paragraphs: own }: Story) => own.map((text) => `<p>${text}</p>`).join('\n');
const menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>';

/** What stands around the article, by layout: where its teasers are and how they are marked up. */
type Layout = (story: Story, teasers: readonly Teaser[], texts: Texts) => string;
const LAYOUTS: Readonly<Record<string, Layout>> = {
  'a list in an aside': (story, teasers, { words }) =>
    `${menu}<main><article><h1>${story.title}</h1>${paragraphs(story)}</article>
    <aside><h2>${words.related}</h2><ul>${items(teasers)}</ul></aside></main>`,
  'a list below, in the same column': (story, teasers, { words }) =>
    `<div id="wrap"><div class="col-8"><h1>${story.title}</h1><div class="story">${paragraphs(story)}
    </div><h3>${words.more}</h3><ul class="list">${items(teasers)}</ul></div></div>`,
  'links between paragraphs': ({ title, paragraphs: own }, teasers, { words }) =>
    `<article><h1>${title}</h1>${own
      .map((text, at) => `<p>${text}</p><p>${words.related}: ${link(teasers[at]!, at)}</p>`)
      .join('')}</article>`,
  'cards with summaries': (story, teasers, { words }) =>
    `<div class="page"><article class="post"><h1>${story.title}</h1>${paragraphs(story)}</article>
    <section class="grid"><h2>${words.more}</h2>${teasers
      .map(
        (teaser, at) => `<div class="item"><h3>${link(teaser, at)}</h3><p>${teaser[1]}</p></div>`,
      )
      .join('')}</section></div>`,
  'cards inside of the article': (story, teasers, { words }) =>
    `<article><h1>${story.title}</h1><div class="text">${paragraphs(story)}<div class="box">
    <h4>${words.more}</h4>${teasers
      .map((teaser, at) => `<div><h5>${link(teaser, at)}</h5><span>${teaser[1]}</span></div>`)
      .join('')}</div></div></article>`,
  'cards that are links': (story, teasers, { words }) =>
    `<main><h1>${story.title}</h1>${paragraphs(story)}<h2>${words.hot}</h2><div class="river">${teasers
      .map(([headline, text], at) => `<a href="/n/${at}"><h3>${headline}</h3><p>${text}</p></a>`)
      .join('')}</div></main>`,
  'a ticker': (story, teasers) =>
    `<div class="ticker">${teasers.map(([, text]) => `<span>${text}</span>`).join(' ')}</div>
    <article><h1>${story.title}</h1>${paragraphs(story)}</article>`,
  'comments of readers': (story, teasers, { words }) =>
    `<article><h1>${story.title}</h1>${paragraphs(story)}</article><section class="comments"><h2>
    ${words.comments}</h2>${teasers
      .map(([, text]) => `<div class="comment-body"><b>user</b><p>${text}</p></div>`)
      .join('')}</section>`,
  'a tag cloud': (story, teasers) =>
    `<article><h1>${story.title}</h1>${paragraphs(story)}</article><div class="tags">${teasers
      .map(([headline], at) => `<a href="/tag/${at}" rel="tag">${headline}</a>`)
      .join(' ')}</div>`,
  'pictures of other stories': (story, teasers) =>
    `<article><h1>${story.title}</h1>${paragraphs(story)}</article><div class="gallery">${teasers
      .map(
        ([headline, text], at) =>
          `<figure><a href="/n/${at}"><img src="/p/${at}.jpg" alt="${headline}"></a><figcaption>${text}</figcaption></figure>`,
      )
      .join('')}</div>`,
  'a column of summaries': (story, teasers, { words }) =>
    `<div class="row"><div class="main-col"><h1>${story.title}</h1><div class="content">${paragraphs(story)}
    </div></div><div class="side-col sidebar"><h4>${words.hot}</h4>${teasers
      .map((teaser, at) => `<div class="media">${link(teaser, at)}<p>${teaser[1]}</p></div>`)
      .join('')}</div></div>`,
  'tables that arrange the page': (story, teasers, { words }) =>
    `<table><tr><td>${menu}</td></tr><tr><td><h1>${story.title}</h1>${paragraphs(story)}</td><td>
    <b>${words.hot}</b><br>${teasers.map((teaser, at) => `${link(teaser, at)}<br>`).join('')}</td></tr></table>`,
};

const escaped = (text: string) => text.replaceAll('"', '&quot;');
/** How the page says that it is an article. */
const HEADS: readonly ((title: string) => string)[] = [
  (title) =>
    `<meta property="og:type" content="article"><meta property="og:title" content="${escaped(title)}">`,
  (title) =>
    `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":${JSON.stringify(title)}}</script>`,
  (title) =>
    `<meta property="og:type" content="news"><meta name="description" content="${escaped(title)}">`,
];

/** As many pages as asked for, all layouts in turn. */
export function pressPages(count: number): PressPage[] {
  const layouts = Object.entries(LAYOUTS);
  return Array.from({ length: count }, (_, n) => {
    const [layout, render] = layouts[n % layouts.length]!;
    const round = Math.floor(n / layouts.length);
    const texts = round % 2 === 0 ? ENGLISH : CHINESE;
    const story = texts.stories[(round >> 1) % texts.stories.length]!;
    const from = round % texts.teasers.length;
    const teasers = [...texts.teasers.slice(from), ...texts.teasers.slice(0, from)];
    const head = HEADS[round % HEADS.length]!(story.title);
    const title = `<title>${story.title} - The Example</title>`;
    const html = `<!doctype html><html lang="${texts.lang}"><head><meta charset="utf-8">${title}${head}</head><body>${render(story, teasers, texts)}<footer>© The Example</footer></body></html>`;
    return { name: `${layout}, page ${n}`, html, title: story.title };
  });
}

/** Each teaser as an article of its own. */
export function teasersAlone(): PressPage[] {
  return [ENGLISH, CHINESE].flatMap(({ lang, teasers, stories }) =>
    teasers.map(([title, summary]) => {
      const story = { title, paragraphs: [summary, ...stories[0]!.paragraphs.slice(3)] };
      const html = `<!doctype html><html lang="${lang}"><head>${HEADS[0]!(title)}</head><body><article><h1>${title}</h1>${paragraphs(story)}</article></body></html>`;
      return { name: title, html, title };
    }),
  );
}
