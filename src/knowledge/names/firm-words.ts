/** Legal forms at the end of a Chinese name, the longest first where one ends in another. */
const CHINESE_FORMS = (
  '股份有限责任公司 股份有限公司 有限责任公司 有限公司 集团公司 总公司 公司 合伙企业(有限合伙) 合伙企业有限合伙 合伙企业 普通合伙 研究院 研究所 ' +
  '事务所 工作室 中心 经营部 商行'
).split(' ');
/**
 * One word for each way of writing a legal form in a language of letters; `-` where it stands as it
 * is.
 */
const LATIN_FORMS =
  'limited ltd, ltd -, company co, co -, incorporated inc, inc -, corporation corp, corp -, ' +
  'llc -, plc -, gmbh -, ag -, ab -, oy -, se -, as -, asa -, spa -, sa -, sas -, srl -, sarl ' +
  '-, nv -, bv -, pte -, pty -, kk -, llp -, lp -, cos -, uc -, ulc -, ltda -, pbc -, fzllc -, ' +
  'public -, liability -, private pte, pvt pte';
/** Words that only have two spellings and end no name. */
const LATIN_SPELLINGS = 'companies cos, holding holdings';

const pairs = (table: string) =>
  table.split(', ').map((pair) => pair.split(' ') as [word: string, unified: string]);
const ENDS_LATIN: ReadonlySet<string> = new Set(
  pairs(LATIN_FORMS).map(([word, to]) => (to === '-' ? word : to)),
);
const UNIFIED: ReadonlyMap<string, string> = new Map(
  [...pairs(LATIN_FORMS), ...pairs(LATIN_SPELLINGS)].filter(([, to]) => to !== '-'),
);

/** A word of a Latin name with legal forms in one spelling: `company` → `co`. */
export function unifiedWord(word: string): string {
  return UNIFIED.get(word) ?? word;
}

/**
 * The words of a Latin name (unified) without the legal forms at its end; one word is left at
 * least.
 */
export function withoutLatinForm(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex((word) => !ENDS_LATIN.has(word));
  return words.slice(0, Math.max(1, last + 1));
}

/**
 * The legal form that a normalised Chinese name ends in; empty where it has none, or a part of one.
 */
export function chineseForm(name: string): string {
  return CHINESE_FORMS.find((form) => name.endsWith(form)) ?? '';
}

/** What a narrow cell left of a legal form: `股份有限公`, `有限责`; empty where there is none. */
export function cutForm(name: string): string {
  return CUT_FORMS.find((form) => name.endsWith(form)) ?? '';
}

const CUT_FORMS = CHINESE_FORMS.filter((form) => form.includes('有限'))
  .flatMap((form) =>
    Array.from({ length: form.length - 2 }, (_, at) => form.slice(0, form.length - 1 - at)),
  )
  .filter((form) => form.length >= 2 && form !== '合伙企业' && !form.startsWith('合伙'))
  .sort((a, b) => b.length - a.length);

/** What a firm does, as it stands between its trade name and its legal form. */
const INDUSTRY_WORDS =
  '科技 技术 高科 高新 网络 信息 软件 计算机 系统 集成 数字 数据 大数据 数码 数智 云计算 云 智能 智慧 智联 物联 物联网 人工智能 机器人 ' +
  '通信 通讯 电信 移动 互联 互联网 在线 电子 电器 电气 电工 光电 微电子 半导体 集成电路 芯片 ' +
  '文化 传媒 传播 新媒体 媒体 影视 影业 视频 动漫 动画 音乐 娱乐 游戏 互娱 互动 体育 广告 广播 电视 日报 报业 出版 教育 培训 人才 人力 人力资源 留学 ' +
  '商务 电子商务 商贸 商业 贸易 进出口 零售 连锁 超市 百货 商城 商场 购物 供应链 供应 物流 快递 速运 速递 运输 货运 出行 汽车 ' +
  '新能源汽车 汽车销售 汽车服务 客车 摩托车 租车 租赁 融资租赁 ' +
  '金融 金服 投资 资本 资产 财富 财务 基金 基金销售 私募基金 期货 证券 信托 保险 保险经纪 保险代理 人寿保险 财产保险 银行 消费金融 保理 ' +
  '商业保理 支付 征信 消费 股权 创业 ' +
  '管理 控股 实业 企业 产业 发展 开发 建设 工程 咨询 顾问 服务 运营 经营 推广 营销 销售 策划 设计 创意 研究 研究院 技术研究院 产业园 ' +
  '科技园 园区 孵化器 创新 国际 集团 股份 总部 ' +
  '医疗 医药 医学 医院 药业 制药 生物 生物科技 健康 大健康 养老 口腔 器械 医疗器械 药房 大药房 诊断 检验 基因 ' +
  '旅游 旅行 旅行社 酒店 餐饮 食品 饮料 饮品 乳业 酒业 粮油 农业 农牧 牧业 种业 饲料 林业 渔业 茶业 服饰 服装 鞋业 纺织 家居 家具 ' +
  '家电 家用电器 厨卫 厨具 日化 日用品 美容 化妆品 母婴 玩具 文具 珠宝 ' +
  '能源 新能源 电力 光伏 太阳能 储能 电池 动力 动力电池 石油 石化 化工 化学 燃气 热力 水务 环保 环境 材料 新材料 钢铁 金属 矿业 铝业 ' +
  '铜业 稀土 煤业 机械 重工 机电 装备 设备 仪器 仪表 自动化 制造 工业 精密 模具 电缆 照明 安防 消防 航空 航天 船舶 铁路 轨道交通 公交 ' +
  '地铁 交通 高速 港口 ' +
  '地产 房地产 置业 置地 物业 物业管理 物业服务 城市 建筑 装饰 装修 建材 水泥 玻璃 陶瓷 涂料 园林 生态 保安 家政 维修 检测 认证 会展 ' +
  '展览 印刷 包装 纸业 通用 专用 综合 多媒体 终端 平台 应用 ' +
  '导航 定位 测绘 遥感 海缆 光通信 数据服务 信息咨询 房地产经纪 房地产开发 人力资源服务 财富管理 信息服务 网络安全 信息安全 安全 商厦 大厦 ' +
  '广场 房产 物产 管业 锂业 硅业 磁业 轮胎 橡胶 塑料 塑胶 线缆 光学 光缆 光纤 激光 传感 传动 轴承 齿轮 电机 电梯 空调 电源 变压器 ' +
  '风能 风电 水电 核电 火电 天然气 造船 重装 重机 海运 航运 路桥 水利 市政 环卫 ' +
  '花卉 水产 养殖 屠宰 肉类 乳品 糖业 盐业 面粉 米业 油脂 调味品 啤酒 白酒 葡萄酒 黄酒 化纤 毛纺 印染 皮革 车灯 厨柜 橱柜 电子城 时尚 股权投资 ';

/** The same, for taking words off one after the other: the longest first. */
const INDUSTRY = [...new Set(INDUSTRY_WORDS.split(' '))].sort((a, b) => b.length - a.length);
const ONLY_INDUSTRY = new RegExp(`^(?:${INDUSTRY.join('|')})*$`, 'u');
const ANY_INDUSTRY = new RegExp(INDUSTRY.filter((word) => word.length > 1).join('|'), 'u');
const LAST_INDUSTRY = new RegExp(`(?:${INDUSTRY.join('|')})$`, 'u');

/** Where in a name the first word for what the firm does stands; -1 where there is none. */
export function firstIndustry(core: string): number {
  return core.search(ANY_INDUSTRY);
}

/** Whether a part of a name says nothing but what the firm does; true of an empty one. */
export function isIndustry(text: string): boolean {
  return ONLY_INDUSTRY.test(text);
}

/** A name without the words at its end that say what the firm does: 怡亚通供应链 → 怡亚通. */
export function withoutIndustry(core: string): string {
  let rest = core;
  for (;;) {
    const shorter = rest.replace(LAST_INDUSTRY, '');
    if (shorter === rest) return rest;
    rest = shorter;
  }
}

/**
 * Regions that firms put before their names, without 省, 市, 区. Provinces, then cities of the second
 * level and some below; none that is also a word (安康, 白银).
 */
const CHINESE =
  '中国 北京 天津 上海 重庆 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 ' +
  '云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 ' +
  '石家庄 唐山 秦皇岛 保定 廊坊 太原 大同 呼和浩特 包头 沈阳 大连 鞍山 长春 哈尔滨 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 ' +
  '镇江 泰州 宿迁 昆山 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 义乌 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 马鞍山 福州 厦门 莆田 泉州 漳州 ' +
  '南昌 景德镇 九江 赣州 济南 青岛 淄博 烟台 潍坊 济宁 威海 临沂 郑州 开封 洛阳 南阳 武汉 黄石 宜昌 襄阳 长沙 株洲 湘潭 岳阳 常德 ' +
  '广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 惠州 东莞 中山 南宁 柳州 桂林 海口 三亚 成都 绵阳 贵阳 遵义 昆明 拉萨 西安 咸阳 兰州 ' +
  '西宁 银川 乌鲁木齐 霍尔果斯 ' +
  '邯郸 邢台 张家口 承德 沧州 衡水 雄安 阳泉 晋中 运城 忻州 临汾 赤峰 通辽 鄂尔多斯 呼伦贝尔 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 ' +
  '铁岭 葫芦岛 四平 辽源 延边 齐齐哈尔 大庆 佳木斯 牡丹江 绥化 瑞安 余姚 慈溪 江阴 常熟 张家港 太仓 宜兴 淮南 淮北 铜陵 安庆 黄山 滁州 ' +
  '阜阳 宿州 六安 亳州 池州 宣城 三明 南平 龙岩 宁德 平潭 晋江 石狮 萍乡 新余 鹰潭 宜春 抚州 上饶 枣庄 东营 泰安 日照 德州 聊城 滨州 ' +
  '菏泽 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 商丘 信阳 周口 驻马店 十堰 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 衡阳 邵阳 ' +
  '张家界 益阳 郴州 怀化 娄底 肇庆 梅州 汕尾 河源 阳江 清远 潮州 揭阳 云浮 横琴 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 ' +
  '儋州 自贡 攀枝花 泸州 德阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 六盘水 毕节 铜仁 曲靖 玉溪 昭通 丽江 临沧 ' +
  '大理 铜川 宝鸡 渭南 延安 汉中 榆林 商洛 嘉峪关 天水 武威 张掖 平凉 酒泉 庆阳 石嘴山 吴忠 固原 克拉玛依 吐鲁番 哈密 喀什 石河子';
const ENGLISH =
  'china beijing tianjin shanghai chongqing hebei shanxi liaoning jilin heilongjiang jiangsu ' +
  'zhejiang anhui fujian jiangxi shandong henan hubei hunan guangdong guangxi hainan sichuan ' +
  'guizhou yunnan shaanxi hongkong macau taiwan shenyang dalian changchun harbin nanjing wuxi ' +
  'changzhou suzhou nantong hangzhou ningbo wenzhou hefei fuzhou xiamen quanzhou nanchang ' +
  'jinan qingdao zhengzhou wuhan changsha guangzhou shenzhen zhuhai foshan dongguan chengdu ' +
  'guiyang kunming xian';

const NAMED = new RegExp(
  `^(?:(?:${[...CHINESE.split(' '), ...ENGLISH.split(' ')].join('|')})(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市(?!场|民|值|政|容))?)`,
  'u',
);
/** A region that is not in the list but says what it is. */
const MARKED = /^\p{Script=Han}{2,5}?(?:省|市|自治区|自治州)(?!场|民|值|政|容)/u;

/**
 * A normalised firm name without the regions in front of it (up to three: province, city, district
 * by name).
 */
export function withoutRegion(name: string): string {
  let core = name;
  for (let step = 0; step < 3; step += 1) {
    const shorter = core.replace(NAMED, '').replace(MARKED, '');
    if (shorter === core || shorter.length < 2) break;
    core = shorter;
  }
  return core;
}
