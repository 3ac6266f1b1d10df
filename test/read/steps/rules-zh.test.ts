import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../../support/reading.ts';

const headline = (title: string) => typesOf(read(title, { title }));

describe('Chinese headlines that tell rules', () => {
  it.each([
    '工业和信息化部等十部门印发《智能服务伦理审查办法（试行）》',
    '国家网信办发布《网络直播营销管理办法（暂行）》',
    '四部门联合印发《网络平台数据管理规定（2021年修订）》',
    '教育部印发《校园应用备案规程》',
    '财政部发布《企业数据资源会计处理准则》',
    '三部门出台《关于加强网络信息保护的决定》',
    '数据保护法通过',
    '电子商务法(修订)正式通过',
    '全国人大常委会通过反电信网络诈骗法',
    '教育部发布通知提出，校外培训应用不得提供搜题功能，将产生哪些作用？',
    '新闻出版署关于防止未成年人沉迷网络游戏的通知',
    '国家网信办关于进一步规范网络直播行为的意见',
    '关于严禁以数据换补贴的通知',
    '文化和旅游部关于规范网络演出经营活动的通知',
    '九部门联合出台意见规范平台经济',
    '国务院令公布 未成年人网络保护条例明年1月1日施行',
    '反垄断法修正案表决通过',
    '全国人大常委会表决通过关于修改反垄断法的决定',
  ])('%s', (title) => {
    expect(headline(title)).toContain('rule-enacted');
  });
});

describe('Chinese headlines that tell none', () => {
  it.each([
    ['a way found', '用这个办法通过'],
    ['work to come', '国家网信办关于加强个人信息保护专项行动的通知'],
    ['work to come, elsewhere', '教育部关于规范校园应用清理排查工作的通知'],
    ['a merger', '市场监管总局关于禁止木棉公司与青禾公司合并案的公告'],
    ['a plan that is carried out', '落实《智能服务管理办法（试行）》 木棉公司完成备案'],
  ])('%s', (_about, title) => {
    expect(headline(title)).not.toContain('rule-enacted');
  });
});
