/** Endings of words that name no app, behind which a list of other things stands. */
const ENDS = (
  '问题 行为 信息 权限 规定 要求 整改 用户 类 方面 部门 领域 情况 企业 公司 商店 应用市场 软件市场 管理局 网信办 案 的 名单 通知 通报 公告 办法 方法 条例 ' +
  '附件 建议 措施 工作 责任 义务 原则 目的 方式 范围 规则 指南 规范 细则 意见 标准 决定 草案 专项行动 晚会 平台责任 省 自治区'
).split(' ');
/** Beginnings of clauses. */
const STARTS = (
  '时任 董事 监事 总经理 副总经理 财务总监 仍有 尚有 现有 共有 另有 涵盖 覆盖 来源 应用来源 主要 存在 违反 未经 未按 未明 未公 未完 ' +
  '未依 未履 未落 未在 未向 未采 未取 未提 未告 未同 未能 未及 对 ' +
  '向 其他 其它 其中 其余 其次 各地 各类 各大 各省 多款 多家 多个 多部 该 此类 此次 此外 此前 此款 上述 经 依据 根据 按照 请 切勿 勿 谨慎 在此 第三方'
).split(' ');
/** What no name holds. */
const HOLDS = (
  '造谣 传谣 不合格 不一致 通报 下架 禁止 禁搜 整改 违规 违法 收集 调用 索取 骚扰 弹窗 隐私 个人信息 权限 结果 显示 插件 用户量 应当 ' +
  '不得 严禁 管理局 责任编辑 摇一摇 乱跳转 回头看 二选一 ' +
  '专项 清朗 净网 3·15 监管'
).split(' ');
const WHOLE = new Set(
  (
    '内鬼 照片 身份证件 账户详情 同时 此外 其中 另外 还有 以及 使用 下载 安装 卸载 注册 产品 平台 软件 商品 网站 服务 内容 机构 个人 ' +
    '他人 消费者 未成年人 名称 版本 版本号 下载平台 来源 开发者 时间 图片 截图 链接 附件'
  ).split(' '),
);
/**
 * Kinds of apps: the 39 of the rules on necessary personal information (2021), and what else lists
 * call them.
 */
const KINDS = new Set(
  (
    '地图导航 网络约车 即时通信 网络社区 网络支付 网上购物 餐饮外卖 邮件快件寄递 交通票务 婚恋相亲 求职招聘 网络借贷 房屋租售 二手车交易 问诊挂号 旅游服务 酒店服务 ' +
    '网络游戏 学习教育 本地生活 女性健康 用车服务 投资理财 手机银行 邮箱云盘 远程会议 网络直播 在线影音 短视频 新闻资讯 运动健身 浏览器 输入法 安全管理 电子图书 ' +
    '拍摄美化 应用商店 实用工具 演出票务 外卖 电商 社交 金融 教育 游戏 购物 租房 出行 旅游 医疗 理财 借贷 直播 阅读 天气 社区 资讯 婚恋 招聘 票务 办公 健康 音乐 ' +
    '视频 打车 租车 美食 母婴 工具 生活服务 便民服务 住宿 民宿 酒店 快递 物流 银行 保险 证券 社交娱乐 休闲娱乐 交通出行 旅游出行 生活娱乐 ' +
    '影音娱乐 商务办公 汽车 教育学习 医疗健康 金融理财'
  ).split(' '),
);

/**
 * Whether a piece of a list reads as something else than the name of an app or firm. Folded text.
 */
export function isNoName(text: string): boolean {
  return isOtherThing(text) || ENDS.some((one) => text.endsWith(one));
}

/**
 * Whether a piece of a list that is as long as its count says reads as something else: then a name
 * may end as other words do ("公交信息"). Folded text.
 */
export function isOtherThing(text: string): boolean {
  return (
    /[,。;?!“”《》]|等\d|^\d+$|^[一二三四五六七八九十]+$|^\p{Script=Han}$|\d{4}年|^\d+[款个家]|\d[款个家]$/u.test(
      text,
    ) ||
    WHOLE.has(text) ||
    isKind(text) ||
    STARTS.some((one) => text.startsWith(one)) ||
    HOLDS.some((one) => text.includes(one))
  );
}

/** A kind of apps: "短视频", "网上购物类". */
export function isKind(text: string): boolean {
  return KINDS.has(text.replace(/(?:类|App|应用){1,3}$/iu, ''));
}

/** What stores are blamed for. */
export const BLAMED = [
  '责任落实不到位',
  '责任缺位',
  '未严格履行审核',
  '未履行审核',
  'failed to review',
  'failed to vet',
];
