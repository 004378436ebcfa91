"""Characters and short words of which names are made, or never, or beside which they stand."""

from __future__ import annotations

PARTICLES = frozenset(
    "的了在是和与及或等被把将向从对于为以而且但不没也都还就又再只各每某此这那哪其者们我你他她它您咱谁什么怎吗呢吧啊呀哦嘛说称指问让给到去能要想做着过得地所个位名姓"
)
# Everyday words that parents choose all the same.
GIVEN_WORDS = frozenset(
    "和平 建国 国庆 建军 建华 富贵 爱国 建设 胜利 光明 学文 文明 新华 卫国 志国 保国 解放 跃进 红旗 东升 春生 如意 吉祥 平安 来福 满仓 向阳 朝阳 海洋 长江 长城 天才 金花 金凤 明珠 "
    "玉兰 梅花 春风 春雨 春光 秋生 冬梅 小妹 小弟 大海 大山 大成 大方 青山 青松 高峰 海峰 海波 海涛 永久 永远 长久 长生 长青 学习 学军 学工 学农 卫东 卫兵 拥军 爱民 为民 利民 振兴 振华 中华 国强 国栋 家宝 家福 德胜 得胜 开心 开明 安全 安康 安宁 向东 向前 向荣 前进 建平 建业 建功 建成 红军 红星 红兵 卫星 天佑 天赐 得胜 常胜 有福 有财 有才 来财 运来 喜来 先来 双喜 双全 先进 自强 自立 立新 立志 立功 立春 立夏 长征 援朝 爱华 雪峰 云飞 飞雁 海燕 小龙 光荣 光辉 坚强 忠诚 善良 文静 文雅 太平 永康 长寿 千里 万里 鹏程 鹏飞 凌云 青云 祥云 彩云 彩霞 朝霞 晚霞 红霞 明月 晨曦 黎明 晓光 曙光 玉成 国泰 民安 进喜 进宝 旺财 招财 多福 长贵 长富 春来 秋来 冬来 东来 福来 石柱 铁柱 大力 大勇 大伟 小虎 小勇 小军 小兵 小红 小燕 小花 小芳 小玲 万年 永年 延年 小琴 小莲 小梅 小兰 小英 小明 小龙 小平 小波 小东 小刚 小强 小华 大庆 大海 大鹏 福生 水生 根生 火生 土生 金生 树生 宝生 满生 志远 思远 道远 明远".split()
)
# Characters of given names that the dictionary's names, which are older, do not have.
OF_NEW_NAMES = frozenset(
    "彤咏睿萱苡霏皓煜熠彬铠奕骁伶咪姣嫒孜梵淼烁珂皎祎绮荔葶蔓轶霓韬颐飒玟璟珮瑀鋕澔堃朵晗莛栩橙芮蕴筱翎颢玺骐旻晞弦茉蓁蕙"
)
# Surnames that are above all other words: a name that begins with one needs a role before it or a sentence's start;
# the first kind is doubted even behind a role (员工向坪山总工会).
GRAMMATICAL = frozenset(
    "仲原平和向于代都应相有能经后当与时及在对把让达多查付单双区商关管别保满那来强索水任权劳全连苑公费那"
)
PREPOSITIONS = frozenset("向对于与在把当及给")
COMMON = GRAMMATICAL | frozenset("曾安明高成平方常万钟封金向左右")
OPENING, CLOSING = frozenset('“「『《‘"'), frozenset('”」』》’"')
ADDRESSED = frozenset(("先生", "女士", "小姐"))
JOINS = frozenset("、和及与")
