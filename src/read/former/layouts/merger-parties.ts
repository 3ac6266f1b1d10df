import { type Draft, draft } from '../../document/mention-draft.ts';
import { type Page, spanIn } from '../page.ts';
import type { Scene } from '../steps/step.ts';

const FIRM = /[\u4e00-\u9fff][\u4e00-\u9fff()A-Za-z]{2,30}?(?:股份有限公司|有限责任公司|有限公司|集团公司)/gu;
const TAIL = '(?:[^,。;、与和]{0,16}(?:公司|集团))?';
const JOINT = '(?:共同)?(?:设立|新设|成立|组建)(?:合营|合资)';

/** Words behind a party: it is in the case, declares, acquires, or founds a joint venture. What is bought stands behind 收购 and is none. */
const BEHIND: readonly RegExp[] = [
  new RegExp(`^${TAIL}(?:、[^,。;、]{1,20}){0,8}等?(?:均|也|则|都)?(?:涉案|涉及)`, 'u'),
  new RegExp(`^${TAIL}(?:(?:与|和)[^,。;]{2,50})?${JOINT}`, 'u'),
  new RegExp(`^${TAIL}(?:直接|间接|通过[^,。;、]{2,20})?收购`, 'u'),
  new RegExp(`^${TAIL}(?:提交|依法)?申报的?`, 'u'),
];
/** Words of a list of those involved, in front of each of its names. */
const BEFORE =
  /(?:案件|涉案(?:企业|公司|方)|违法(?:主体|企业)|被处罚(?:企业|方)|当事人)(?:包括|涉及|包含|有|为)(?:[^,。;]{1,20}、)*$/u;
const LEAD = /^(?:此外,?|还有|以及|包括|其中|分别为|分别是|与|和|,|、)+/u;

/** Who is fined for mergers that were not declared, from the cases that an article lists: acquirers and founders. */
export function mergerParties({ sentence, known, agents }: Scene, page: Page): Draft[] {
  const { text } = sentence;
  const firms = [...text.matchAll(FIRM)].map((match) => {
    const lead = LEAD.exec(match[0])?.[0].length ?? 0;
    const joined =
      Math.max(
        match[0].lastIndexOf('与'),
        match[0].lastIndexOf('和'),
        match[0].lastIndexOf('购'),
        match[0].lastIndexOf('对'),
      ) + 1;
    return { start: match.index + Math.max(lead, joined), end: match.index + match[0].length };
  });
  const names = [
    ...firms,
    ...known.filter((one) => !firms.some((firm) => firm.start <= one.start && one.end <= firm.end)),
  ];
  return names
    .filter((one) => !agents.some((agent) => agent.start < one.end && one.start < agent.end))
    .filter(
      ({ start, end }) =>
        !/(?:收购|持有|被)$/u.test(text.slice(0, start)) &&
        (BEFORE.test(text.slice(0, start)) || BEHIND.some((one) => one.test(text.slice(end)))),
    )
    .filter(({ start, end }) => page.vocabulary.bodies(text.slice(start, end)).length === 0)
    .map(({ start, end }) =>
      draft(sentence.raw.slice(start, end), spanIn(sentence, start, end), 'entity.merger-party', 'prose', {
        kind: 'entity',
      }),
    );
}
