import { type Draft, draft } from '../../document/mention-draft.ts';
import { type Page, spanIn } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import type { Scene } from '../steps/step.ts';
import { isBystander } from './not-hit.ts';

const IS_ACCUSED =
  /^[”"》]?(?:App|应用)?(?:也|还|均|都)?存在[^。;]{0,40}(?:问题|行为|个人信息|权限|违规|违法|不合规|难)/iu;

/** What platforms are told off for, behind their names at the head of a clause: "甲、乙推送低俗信息", "丙部分店铺发布…". */
const OFFENDS =
  /^[”"》]?(?:App|应用|小程序|平台|网站|客户端)?等?(?:的?(?:部分|一些|个别|多个|有关|相关)?(?:店铺|贴吧和账号|贴吧|账号|用户|商家|栏目|频道|板块|产品|页面|直播间|主播|小程序|群组))?(?:因|均|都|也|仍|还)?(?:存在|涉嫌|推送|发布|传播|散布|登载|刊发|刊登|转载|纵容|放任|诱导|售卖|销售|出售|提供|超范围|过度|强制|频繁|私自|擅自|违规|违法|未(?!来)|拒不|利用|泄露|干扰)/iu;
/** What is not said of an offence: "发布公告", "提供了支持", "未予回应". */
const NO_OFFENCE =
  /^.{0,12}?(?:发布(?:了)?(?:公告|声明|财报|消息|新|致歉|整改)|提供(?:了)?(?:支持|数据|线索)|未(?:予|作|有|对此|就此)?(?:回应|回复|置评|表态))/u;
const FINDS =
  /(?:发现|存在|涉及|查处|点名|通报|处置)[^。]{0,40}(?:平台|网站|App|应用|企业|公司|产品)|问题(?:突出|如下|包括)|(?:\d|[两三四五六七八九十])家(?:网站|平台)+(?:推送|发布|传播|存在)/iu;
const TOLD_OFF: ReadonlySet<string> = new Set(['named', 'criticised', 'summoned', 'rectification-ordered']);

/** Known apps that a sentence of a naming accuses: "即时通信软件某某存在强制用户…的问题", and those of a list of offenders. */
export function accused(steps: StepReading, page: Page): Draft[] {
  const refused = new Set(steps.refused.map((one) => one.step.scene));
  const isNaming = steps.taken.some((one) => one.type === 'named');
  const told = isNaming ? steps.scenes.filter((one) => !refused.has(one)) : [];
  const one = told.flatMap((scene) =>
    scene.known
      .filter((hit) => hit.kind !== 'company' && IS_ACCUSED.test(scene.sentence.text.slice(hit.end)))
      .map((hit) => ({ scene, hit })),
  );
  return [...one, ...offenders(steps)]
    .filter(({ scene, hit }) => !page.vocabulary.isStore(scene.sentence.text.slice(hit.start, hit.end)))
    .map(({ scene: { sentence }, hit }) =>
      draft(
        sentence.raw.slice(hit.start, hit.end),
        spanIn(sentence, hit.start, hit.end),
        'prose-zh.accused',
        'listed',
      ),
    );
}

type Hit = { readonly scene: Scene; readonly hit: Scene['known'][number] };

/** The clauses behind a sentence that says what was found: each begins with those it accuses, as far as they are known. */
function offenders(steps: StepReading): Hit[] {
  if (!steps.taken.some((one) => TOLD_OFF.has(one.type))) return [];
  const found: Hit[] = [];
  for (const [at, scene] of steps.scenes.entries()) {
    const before = steps.scenes[at - 1];
    if (before === undefined || before.sentence.paragraph !== scene.sentence.paragraph) continue;
    const goesOn = found.at(-1)?.scene === before || FINDS.test(before.sentence.text);
    if (goesOn && scene.sentence.place !== 'title') found.push(...atHead(scene));
  }
  return found;
}

/** Known names in a row at the head of a sentence, in front of an offence. */
function atHead(scene: Scene): Hit[] {
  const { text } = scene.sentence;
  const lead = /^[\s,;。]*(?:其中|此外|另外|同时|包括)?[,:]?[“"《]?/u.exec(text)![0].length;
  const row: Hit[] = [];
  let at = lead;
  for (const hit of scene.known) {
    if (hit.start < at) continue;
    // A name of the row that the catalog does not know may stand between those that it knows.
    const between = text.slice(at, hit.start);
    const isRow =
      row.length === 0
        ? /^(?:[^,。;、]{1,10}、){0,4}$/u
        : /^[”"》]?(?:、[^,。;、]{1,10}){0,3}[、和及][“"《]?$/u;
    if (!isRow.test(between)) break;
    row.push({ scene, hit });
    at = hit.end;
  }
  const rest = text
    .slice(at)
    .replace(/^(?:[“"][^“”"]{1,20}[”"]、?)+等/u, '等')
    .replace(/^(?:、[^,。;、]{1,10})*?、[^,。;、]{1,10}?(?=推送|发布|传播|存在|部分|等)/u, '');
  const tells = row.length > 0 && OFFENDS.test(rest) && !NO_OFFENCE.test(rest);
  return tells ? row.filter(({ hit }) => !isBystander(text, hit.start, hit.end)) : [];
}
