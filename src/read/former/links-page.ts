/** A page of links: "Links for Monday", "What else we're reading". */
const LINKS =
  /^\W*(?:[\d./-]+ )?(?:(?:daily|weekly|morning|evening|weekend|today['’]s|this week['’]s|more|other) )?(?:(?:news |china )?links\b|what (?:else )?(?:we|i)['’](?:re|m) reading|(?:news |china )?(?:roundup|round-up)\b|news in brief|(?:the )?day['’]s (?:news|headlines)|headlines (?:for|of)|in other news)/iu;
/** A headline and whose it is: "Regulator fines Maple Notes / Reuters". */
const SOURCED = /\S \/ [A-Z][\w.&'’ ]{1,30}(?: \([^)]*\))?\W*$/u;
const BULLET = /^\s*[•·▪*–-]\s+\S/u;
const QUESTION = /^\W*(?:Why|How|What|Who|When|Where|Is|Are|Can|Will)\b/u;
/** What a Chinese page of the day's headlines calls itself. */
const LINKS_ZH =
  /信息流|(?:^|[|丨【\s])[^|丨\s]{0,6}(?:[早晚晨日周]报|早知道|早参|早餐|晨读)(?=$|[|丨】\s:(\d])|(?:每日|今日|一周)[^,。]{0,8}(?:资讯|速览|简报|要闻|汇总|精选|头条)|(?:资讯|要闻|新闻|热点)(?:速览|简报|汇总|一览|精选|速递)/u;
/** What is no news in such a list: a question, advice, an opinion. */
const NO_NEWS_ZH =
  /[?？]\s*$|如何|怎么|为什么|为何|一文|深度|专家|观点|评论|时评|解读|解析|盘点|回顾|建议|指南|防范|提醒|提示|谨防|警惕/u;
const LEAST = 3;
const LONG = 90;

/** Lines of a page of links that each tell a piece of news of their own, as a headline does; none on any other page. */
export function headlinesOf<T extends { readonly text: string }>(
  title: string,
  lines: readonly T[],
  language: 'zh' | 'en' = 'en',
): ReadonlySet<T> {
  if (language === 'zh') return headlinesZh(title, lines);
  if (!LINKS.test(title)) return new Set();
  const sourced = lines.filter(({ text }) => SOURCED.test(text));
  const own = sourced.length >= LEAST ? sourced : lines.filter(({ text }) => BULLET.test(text));
  return new Set(own.length >= LEAST ? own.filter(({ text }) => !QUESTION.test(text)) : []);
}

/** Chinese headlines, each a line of its own; a line with a full stop is a text, and most lines must be none. */
function headlinesZh<T extends { readonly text: string }>(
  title: string,
  lines: readonly T[],
): ReadonlySet<T> {
  if (!LINKS_ZH.test(title)) return new Set();
  const own = lines.filter(({ text }) => text.length > 8 && text.length < LONG && !text.includes('。'));
  return new Set(
    own.length > LEAST && own.length * 4 >= lines.length * 3
      ? own.filter(({ text }) => !NO_NEWS_ZH.test(text))
      : [],
  );
}
