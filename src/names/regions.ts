/**
 * Regions that firms put before their names, without 省, 市, 区. Provinces, then cities of the second level and
 * some below; none that is also a word (安康, 白银).
 */
const CHINESE =
  '中国 北京 天津 上海 重庆 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 ' +
  '石家庄 唐山 秦皇岛 保定 廊坊 太原 大同 呼和浩特 包头 沈阳 大连 鞍山 长春 哈尔滨 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 义乌 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 马鞍山 福州 厦门 莆田 泉州 漳州 南昌 景德镇 九江 赣州 济南 青岛 淄博 烟台 潍坊 济宁 威海 临沂 郑州 开封 洛阳 南阳 武汉 黄石 宜昌 襄阳 长沙 株洲 湘潭 岳阳 常德 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 惠州 东莞 中山 南宁 柳州 桂林 海口 三亚 成都 绵阳 贵阳 遵义 昆明 拉萨 西安 咸阳 兰州 西宁 银川 乌鲁木齐 霍尔果斯 ' +
  '邯郸 邢台 张家口 承德 沧州 衡水 雄安 阳泉 晋中 运城 忻州 临汾 赤峰 通辽 鄂尔多斯 呼伦贝尔 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 四平 辽源 延边 齐齐哈尔 大庆 佳木斯 牡丹江 绥化 瑞安 余姚 慈溪 江阴 常熟 张家港 太仓 宜兴 淮南 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 三明 南平 龙岩 宁德 平潭 晋江 石狮 萍乡 新余 鹰潭 宜春 抚州 上饶 枣庄 东营 泰安 日照 德州 聊城 滨州 菏泽 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 商丘 信阳 周口 驻马店 十堰 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 衡阳 邵阳 张家界 益阳 郴州 怀化 娄底 肇庆 梅州 汕尾 河源 阳江 清远 潮州 揭阳 云浮 横琴 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 儋州 自贡 攀枝花 泸州 德阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 六盘水 毕节 铜仁 曲靖 玉溪 昭通 丽江 临沧 大理 铜川 宝鸡 渭南 延安 汉中 榆林 商洛 嘉峪关 天水 武威 张掖 平凉 酒泉 庆阳 石嘴山 吴忠 固原 克拉玛依 吐鲁番 哈密 喀什 石河子';
const ENGLISH =
  'china beijing tianjin shanghai chongqing hebei shanxi liaoning jilin heilongjiang jiangsu zhejiang anhui fujian jiangxi shandong henan hubei hunan guangdong guangxi hainan sichuan guizhou yunnan shaanxi hongkong macau taiwan shenyang dalian changchun harbin nanjing wuxi changzhou suzhou nantong hangzhou ningbo wenzhou hefei fuzhou xiamen quanzhou nanchang jinan qingdao zhengzhou wuhan changsha guangzhou shenzhen zhuhai foshan dongguan chengdu guiyang kunming xian';

const NAMED = new RegExp(
  `^(?:(?:${[...CHINESE.split(' '), ...ENGLISH.split(' ')].join('|')})(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市(?!场|民|值|政|容))?)`,
  'u',
);
/** A region that is not in the list but says what it is. */
const MARKED = /^\p{Script=Han}{2,5}?(?:省|市|自治区|自治州)(?!场|民|值|政|容)/u;

/** A normalised firm name without the regions in front of it (up to three: province, city, district by name). */
export function withoutRegion(name: string): string {
  let core = name;
  for (let step = 0; step < 3; step += 1) {
    const shorter = core.replace(NAMED, '').replace(MARKED, '');
    if (shorter === core || shorter.length < 2) {
      break;
    }
    core = shorter;
  }
  return core;
}
