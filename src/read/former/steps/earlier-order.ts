import type { Page } from '../page.ts';
import type { Step } from './step.ts';

/** "限期整改的App": which apps, not that they are ordered now. */
const OF_APPS = /^的[^,。;]{0,8}(?:App|应用|小程序|软件|企业|平台|SDK)(?!名单|清单)/iu;
/** What became of an order: "截至目前，尚有4款未完成整改". */
const LEFT =
  /^\W*(?:截[至止]|经|目前|但|然而|至今|期满|逾期|到期)?[^。;]{0,60}(?:[尚仍]有|未(?:按[^,。;]{0,10})?(?:完成|落实|进行)?(?:整改|改正))/u;
const LIMIT = /\d{1,2}日|工作日|\d天|[一二三五七十]日内/u;

/** In a notice of removals: the order that those now removed did not follow. */
export function isEarlierOrder({ type, scene, mark }: Step, taken: readonly Step[], page: Page): boolean {
  if (type !== 'rectification-ordered') return false;
  if (!taken.some((one) => one.type === 'removed-from-stores')) return false;
  const { text } = scene.sentence;
  if (OF_APPS.test(text.slice(mark.end))) return true;
  const next = page.sentences[page.sentences.indexOf(scene.sentence) + 1];
  return next !== undefined && LEFT.test(next.text) && !LIMIT.test(text.slice(mark.start - 12, mark.end));
}
