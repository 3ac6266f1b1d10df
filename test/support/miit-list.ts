import type { PublishedPage } from './world.ts';

/**
 * A short list of MIIT in its own layout: one app of Trip.com and one of a firm that nobody knows.
 */
export const SHORT_LIST: PublishedPage = {
  path: '/miit/art_1.html',
  title: '关于侵害用户权益行为的APP通报（2021年第9批，总第18批）',
  date: '2021-09-20 10:00',
  body: `<p>工业和信息化部近期组织检查，发现2款APP存在问题，上述APP应在9月28日前完成整改。</p>
<table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>
<tr><td>1</td><td>携程旅行</td><td>上海携程商务有限公司</td><td>应用宝</td><td>8.40.0</td><td>违规收集个人信息</td></tr>
<tr><td>2</td><td>小小记事簿</td><td>虚构市某某软件有限公司</td><td>应用宝</td><td>1.0</td><td>违规收集个人信息</td></tr></table>`,
};

/** The app of Trip.com of that list is to be removed from stores. */
export const REMOVAL: PublishedPage = {
  path: '/miit/art_2.html',
  title: '关于下架侵害用户权益APP名单的通报',
  date: '2021-10-08 10:00',
  body: `<p>针对未按要求完成整改的APP，工业和信息化部组织对以下1款APP进行下架，相关应用商店应立即组织对名单中应用软件进行下架处理。</p>
<table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>
<tr><td>1</td><td>携程旅行</td><td>上海携程商务有限公司</td><td>应用宝</td><td>8.40.0</td><td>违规收集个人信息</td></tr></table>`,
};
