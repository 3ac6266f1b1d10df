/**
 * Look-alikes that Unicode's NFKC leaves alone: the block "CJK Radicals Supplement". PDF text layers print them in the
 * place of ordinary characters (`⻢` for `马`), as they do with the Kangxi radicals, which NFKC does fold.
 * Source: Unicode's EquivalentUnifiedIdeograph property; old and Japanese shapes go on to the simplified character.
 */
const LOOK_ALIKES =
  '⺁⺄⺅⺆⺈⺉⺊⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺴' +
  '⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡' +
  '⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲';
const ORDINARY =
  '厂乙亻冂刀刂卜小小兀尣尢尣巳幺彑彐忄扌攵旡日月歺民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罓罒冗' +
  '羊羊羊耂肀聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅长长长门阜阝雨青韦页风飞食食食饣首' +
  '马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟';

export const RADICALS: ReadonlyMap<string, string> = new Map(
  [...LOOK_ALIKES].map((radical, at) => [radical, [...ORDINARY][at]!]),
);
