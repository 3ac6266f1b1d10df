import type { ActionType } from '../../../domain/notice.ts';
import { type Draft, draft } from '../../document/mention-draft.ts';
import { type Page, spanIn } from '../page.ts';
import { newsEnd } from '../steps/recall-en.ts';
import type { Scene, Step } from '../steps/step.ts';
import { isLikened } from './likened-en.ts';
import { isBystander } from './not-hit.ts';

const COMPANY_STEPS = new Set<ActionType>([
  'updates-frozen',
  'summoned',
  'fined',
  'merger-fined',
  'merger-blocked',
  'probe-opened',
  'licence-revoked',
]);

/** Steps that hit a company as a whole rather than one app. */
export function isCompanyStep(type: ActionType): boolean {
  return COMPANY_STEPS.has(type);
}

/** Words of steps against trade: lists of entities, products that fail a review. */
const TRADES =
  /(?:实体清单|管控名单|军事企业[”"]?清单|经营异常名录)$|^(?:未|不予)通过|停止采购|(?:合作|支撑|成员)单位/u;

/** A step against a company: by its kind, or a letter of warning, which goes to a firm, or a list of firms. */
export function hitsCompany({ type, mark, scene }: Step): boolean {
  return (
    isCompanyStep(type) ||
    mark.id.startsWith('zh-warned') ||
    TRADES.test(scene.sentence.text.slice(mark.start, mark.end))
  );
}

const FIRM = /[\u4e00-\u9fff][\u4e00-\u9fff()A-Za-z]{2,30}?(?:股份有限公司|有限责任公司|有限公司|集团公司)/gu;
/** Words in front of a firm's name that its pattern takes in: who acts, and the verb. */
const LEAD =
  /责令|查处|约谈了?|处罚了?|对|向|针对|给予|要求|运营主体|运营公司|由|控股股东|实际控制人|一致行动人|(?:全资|控股)?子公司|股东|旗下的?|(?<![美目标])的|运营方|开发商|经查,?|内幕交易|决定书\(|等因|的是|分别[是为]|其|及|和/gu;

const NOT_HIT =
  /(?:微信|微博|支付宝|抖音|小程序)?(?:公众号(?!平台)|官微|官方账号|客户端|小程序|视频号|登录|账号)|^(?:发布|发文|官方|公告|消息)/u;

const HAS = /^(?: Holdings?| Group| Inc\.?| Ltd\.?| Corp\.?)*'s? (?:[\w-]+ ){0,3}$/u;
const OWNED_BY =
  /^,? (?:which (?:is|are) |both |each )?(?:an? |the )?(?:[\w-]+ ){0,4}(?:owned|run|operated|controlled|developed) by (?:the )?(?:[a-z][\w-]* ){0,3}$/u;

/** "Alibaba's Ele.me", "Alipay, owned by Alibaba": the step hits the other name, whose owner the catalog knows. */
function ownsAnother(hit: Scene['known'][number], { sentence: { text }, known }: Scene): boolean {
  return known.some(
    (other) =>
      (other.start > hit.end && HAS.test(text.slice(hit.end, other.start))) ||
      (other.end < hit.start && OWNED_BY.test(text.slice(other.end, hit.start))),
  );
}

/** Called an app right behind its name: "筑梦App被约谈". */
const IS_APP = /^[”"》]?\s?App(?:被|$|[,。;、\s])/iu;

/** Companies of a sentence that tells a step against a company: known names and registered firms, as entities. */
export function entityDrafts(scene: Scene, page: Page): Draft[] {
  const { sentence } = scene;
  const drafts: Draft[] = [];
  const cut = page.language === 'en' ? newsEnd(sentence.text) : sentence.text.length;
  for (const hit of scene.known) {
    if (hit.start >= cut || isBystander(sentence.text, hit.start, hit.end)) continue;
    if (page.language === 'en' && (ownsAnother(hit, scene) || isLikened(sentence, hit.start, hit.end, page)))
      continue;
    if (NOT_HIT.test(sentence.text.slice(hit.end, hit.end + 6))) continue;
    if (scene.agents.some((one) => one.start < hit.end && hit.start < one.end)) continue;
    drafts.push(
      draft(
        sentence.raw.slice(hit.start, hit.end),
        spanIn(sentence, hit.start, hit.end),
        'entity.known',
        'prose',
        { kind: IS_APP.test(sentence.text.slice(hit.end)) ? 'app' : 'entity' },
      ),
    );
  }
  for (const match of sentence.text.matchAll(FIRM)) {
    const start = match.index + leadOf(match[0], page);
    const end = match.index + match[0].length;
    if (page.vocabulary.bodies(sentence.text.slice(start, end)).length > 0) continue;
    if (isBystander(sentence.text, start, end)) continue;
    drafts.push(
      draft(sentence.raw.slice(start, end), spanIn(sentence, start, end), 'entity.firm', 'prose', {
        kind: 'entity',
      }),
    );
  }
  return drafts;
}

/** How much of a matched firm's name stands in front of it: who acts, and the verb. */
export function leadOf(text: string, page: Page): number {
  const ends = [
    ...page.vocabulary.bodies(text),
    ...[...text.matchAll(LEAD)].map((one) => ({ end: one.index + one[0].length })),
  ].map((one) => one.end);
  return Math.max(0, ...ends.filter((end) => end <= text.length - 6));
}
