import type { CalendarDate } from '../../../domain/time.ts';
import type { Page, Sentence } from '../page.ts';
import { ownHeadlines } from './own-headline.ts';
import type { Scene, Step } from './step.ts';

const EXPLAINS =
  /(?:是|啥)(?:什么|啥|何)意思|(?:什么|哪些|何)区别|怎么办|怎么(?:解决|处理|恢复|查)|如何(?:恢复|应对|处理|避免|申诉|重新)|一[文图](?:读懂|看懂|了解|搞懂)|科普|教程|积极意义|如何看待|怎么看|年[终度末](?:盘点|回顾|总结)|20\d\d年?(?:盘点|大事记|回顾)|大事记|评析|述评|启示|(?:为什么|为何|缘何|凭什么)[被遭]|^盘点|^[^,。;:]{0,8}(?:专家|律师|学者|教授|日报|时报|新华社|央视|央媒|媒体)[^,。;:]{0,2}(?:评|谈|解读|详解|点评)(?!为|级|价体系)/u;

/** "某社评论：平台越大越要守规矩", "甲被罚 时评：…": what somebody thinks of a step, wherever it stands in the headline. */
const COMMENTS =
  /(?:^|[\s,。;!?|丨【“—])[^,。;:\s【“]{0,8}(?:日报|时报|晚报|早报|晨报|新华社|新华网|新华|央视|央广|人民网|光明网|中新社|经济网|官媒|党媒|媒体)[^,。;:\s]{0,3}(?:评论|时评|短评|锐评|快评|热评|社评|视评|社论|刊文)(?:员|文章)?(?=[:“《】\s]|$)|(?:^|[\s,。;!?|丨【])(?:评论|社评|社论|时评|快评|锐评|热评|短评|辣评|漫评|来论|观点)(?:员)?[:丨】]|(?:^|[\s,。;!?】])(?:时评|锐评|短评|社评|快评)\s?\|/u;
/** The same in the first sentence: "某栏目发表评论，以…为题". */
const COMMENTED =
  /(?:栏目|[日时晚早晨]报|新华社|新华网|央视|人民网|光明网|媒体)[^。;]{0,12}(?:发表|刊发|刊登|推出)(?:了)?[^,。;]{0,8}(?:评论|时评|社评|短评|锐评|视评|署名文章|述评)/u;

/** "某局通报的问题主要有哪些？": asks for the kinds of what was found, and tells nothing that is new. */
const ASKS_KINDS =
  /(?:问题|原因|情形|行为|类型|情况|要求|标准|影响)(?:主要|分别|一般|都)?(?:有|是|包括|涉及)(?:哪些|哪几|什么)[^,。;]{0,6}[?？]?\W*$/u;

/** An essay on a step: what it is seen from, what it teaches, what stands behind it. */
const ESSAY =
  /^从[^,。;]{1,20}看|(?:该|应|值得|引发)[^,。;]{0,6}(?:反思|深思)|(?:说明|意味着|释放|传递)(?:了)?(?:什么|啥|哪些|何种)|^[一二三四五六七八九十]问|^起底|^(?:半月谈|人民网|新华网|光明网|央视网)评|[被遭][^,。;]{0,10}(?:背后|之后)(?:$|[,:!?])|[被遭](?:下架|约谈|罚|处罚|立案|通报|点名)(?:的?(?:次日|第[二三四五六七]天)|[一二两三四五六七\d]+(?:天|日|周|个?月|年)后)/u;

/** "某总局依法决定实施进一步调查，这意味着什么？": an authority acts, and only then something is asked. */
const DECIDES =
  /(?:总局|委员会|网信办|工信部|商务部|证监会|市场监管局|管理局|央行)(?:今日|昨日|正式|依法|\s)*(?:决定|宣布|启动|作出|立案|约谈|通报)[^?？]{2,40}[,?][^?]*(?:意味着|说明|释放|传递)/u;

/** A headline that counts who is accused tells news, whatever advice follows. */
const COUNTED = /\d+\s?款[^,。;\s]{0,24}(?:违法|违规|存在|侵害|[被遭])/u;

/** In English by the kind of article in front of a colon, or a question. */
const EXPLAINS_EN =
  /^\W*(?:(?:Explainer|Explained|Analysis|Opinion|Op-?[Ee]d|Commentary|Timeline|Factbox|Q&A|Column|Editorial|Podcast|Profile|Company profile|Feature|Insight|Breakingviews|Viewpoint|Deep dive|Book review|Interview)\b ?[:|–—-]|EXPLAINER|ANALYSIS|(?:Ask|Show|Tell)(?: [A-Z]{2})? ?:|(?:Why|How) (?!it)\w|Here(?:'s| is) (?:what|why|how)\b|Everything (?:you|we) |What (?:we|this|it|is|are|does|do|did|China|Beijing|to|you)\b|The (?:rise and fall|story|history|anatomy) of\b|A timeline\b|Timeline of\b)/u;

/** What a paper of the morning or evening calls itself: its news have nothing to do with each other. */
const PAPER = /(?:^|[|丨【\s])[^|丨\s]{0,6}(?:[早晚晨]报|早知道|早参|早餐)(?=$|[|丨】\s:(\d])/u;

/** Whether a headline is that of a paper of the morning or evening: "科技早报 | …". */
export function isPaper({ language, title }: Page): boolean {
  return language === 'zh' && PAPER.test(title);
}

/** Whether each paragraph of a page tells of a matter of its own. */
export function isOfManyMatters(page: Page): boolean {
  return isOfLinks(page) || isPaper(page);
}

const HEADLINES = 5;

/** A page of headlines, each a piece of news of its own: what one of them is says nothing of the others. */
export function isOfLinks(page: Page): boolean {
  return page.sentences.filter((one) => one.place === 'title').length > HEADLINES;
}

/** A page that answers what such a step is, what to do about it, or what somebody thinks of it. */
export function isExplainer(page: Page, opening: Sentence | null): boolean {
  if (isOfLinks(page)) return false;
  return (
    ownHeadlines(page).some(
      (one) =>
        ((EXPLAINS.test(one.text) || ASKS_KINDS.test(one.text)) && !COUNTED.test(one.text)) ||
        COMMENTS.test(one.text) ||
        (ESSAY.test(one.text) && !DECIDES.test(one.text)) ||
        EXPLAINS_EN.test(one.text),
    ) ||
    (opening !== null && COMMENTED.test(opening.text))
  );
}

/** "2020年十大典型案例": the year that the cases of a selection are of; cases of last year that are made public without choosing are news. */
const CASES_OF_YEAR =
  /(20\d\d)(?:年度(?![^。;]{0,30}批)|年[^。;,]{0,16}(?:十大|优秀|精选|最具影响))[^。;,]{0,24}(?:案例|案件|热点|事件|新闻|关键词)/u;

/** Whether a headline selects cases of a year that was over before: every decision in them was told then. */
export function isYearsReview(page: Page, published: CalendarDate | null): boolean {
  if (published === null || page.language !== 'zh') return false;
  return page.sentences.some(({ place, text }) => {
    const match = place === 'title' ? CASES_OF_YEAR.exec(text) : null;
    return match !== null && Number(match[1]) < Number(published.slice(0, 4));
  });
}

/** "针对被下架一事": a matter that is known by now. */
const KNOWN_MATTER = /^(?:、[^,。;]{1,12})?(?:一事(?=$|[,:\s致回道发作])|一?事件|风波)/u;

/** "被责令整改的企业中，不乏…": a step that only says which; it adds to the news and never makes it. */
export function isAttributive({ scene, mark }: Step): boolean {
  const { text, place } = scene.sentence;
  const passive = /[被遭]/u.test(text.slice(Math.max(0, mark.start - 6), mark.end));
  const behind = text.slice(mark.end);
  if (!passive) return false;
  if (KNOWN_MATTER.test(behind)) return true;
  return place !== 'title' && /^(?:、[^,。;]{1,12})?的(?!行政处罚|处罚|罚款)/u.test(behind);
}

const CASES = /(?:公布|发布|曝光|通报)[^。;]{0,24}(?:典型|执法|处罚|违法|查处)[^。;,]{0,6}案(?:例|件)/u;

/** A headline or lead by which an authority makes decided cases public. */
export function isAboutCases(scenes: readonly Scene[]): boolean {
  return scenes.some(
    ({ sentence, agents }) =>
      sentence.place !== 'body' &&
      CASES.test(sentence.text) &&
      agents.some((one) => one.kind === 'regulator'),
  );
}

/** "甲向各平台代理下发通知", "甲要求供应商": a firm writes to those it trades with. */
const TO_PARTNERS =
  /(?:向|对|要求|通知)[^,。;]{0,8}(?:代理商?|经销商|供应商|加盟商|分销商|合作(?:方|商|伙伴)|入驻商家|商家|商户|骑手|门店)[^,。;]{0,6}(?:下发|发布|发出|发送|发函|发文|印发|提出|要求|整改|应|须|于)/u;

const IS_HIT = /[被遭][^,。;]{0,16}(?:罚|约谈|责令|立案|调查|通报|点名|查处|下架)/u;
/** In front of an authority whose rules the letter refers to. */
const FOLLOWS = /(?:违反|依据|根据|按照|依照|落实|遵守|贯彻)(?:了)?$/u;

/** A letter of a firm: its first sentence behind the headline addresses partners, and no authority acts in it. */
export function isFirmsLetter(scenes: readonly Scene[]): boolean {
  const lead = scenes.find(({ sentence }) => sentence.place === 'lead' && /[,。]/u.test(sentence.text));
  if (lead === undefined) return false;
  const { text } = lead.sentence;
  return (
    TO_PARTNERS.test(text) &&
    !IS_HIT.test(text) &&
    !lead.agents.some((one) => one.kind !== 'outlet' && !FOLLOWS.test(text.slice(0, one.start))) &&
    !scenes.some(
      ({ sentence, agents }) =>
        sentence.place === 'title' && agents.some((one) => one.kind !== 'outlet' && !one.cited),
    )
  );
}

/** A headline taken back by the words beside it: "甲被罚？假的", and a question that the firm itself answers: "甲被罚？甲回应". */
export function isAnswered({ text }: Sentence, beside: Sentence): boolean {
  if (/^(?:假的|谣言|辟谣|不实|误传)/u.test(beside.text)) return true;
  return /\?\W*$/u.test(text) && /^[^,。;:局委部办厅]{0,10}(?:回应|澄清)/u.test(beside.text);
}

/** What an authority found over a quarter is news where the list of those found stands right below: "名单如下：". */
export function givesList(sentence: Sentence, page: Page): boolean {
  const next = page.sentences[page.sentences.indexOf(sentence) + 1]?.text ?? '';
  return [sentence.text, next].some((one) => /名单(?:\([^)]{1,8}\))?(?:公布|通报)?(?:如下|附后)/u.test(one));
}
