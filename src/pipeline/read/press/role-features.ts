import type { NameInPlace } from './order-features.ts';
import type { Token } from './tokens.ts';

/** Cues that say who or what stands between a name and an act, or that the act is none. */
const ROLES: ReadonlySet<string> = new Set(
  '人物 单位 对手 民众 受害 平台 股票 及 不 谣 或 计划 将 回应 曾 敦促 协会 传 合格 被'.split(' '),
);
/** More of them say nothing together. */
const MOST_ROLES = 5;
/** Tokens further apart say nothing about each other. */
const REACH = 30;

/**
 * All roles between a name and the act behind it, in their order, as one: 公司及高管收到 is the company,
 * 公司高管收到 is not, though the same words stand in both. Chinese alone has them.
 */
export function rolesBetween({ tokens, classes, at, add }: NameInPlace, step: number): void {
  if (step < at || step - at > REACH) return;
  const roles: string[] = [];
  for (let index = at + 1; index < step; index += 1) {
    const role = roleOf(tokens, index, classes[index]!);
    if (role !== null && role !== roles.at(-1)) roles.push(role);
  }
  if (roles.length > MOST_ROLES) return;
  const said = roles.length === 0 ? 'none' : roles.join(' ');
  add(`roles to the step: ${said}`);
  add(`roles to the step: ${said}, ${tokens[step]!.group}`);
}

/** What a token is between name and act; null where it says nothing of who is meant. */
function roleOf(tokens: readonly Token[], index: number, name: string): string | null {
  const { kind, group, text } = tokens[index]!;
  if (kind === 'name' || kind === 'unknown') return name;
  if (kind === 'authority' || kind === 'country') return 'AUTHORITY';
  if (kind === 'cue') return ROLES.has(group) ? group : null;
  if (/^[：:，,]$/u.test(text)) return text === '：' || text === ':' ? ':' : ',';
  return text === '公' && tokens[index + 1]?.text === '司' ? '公司' : null;
}
