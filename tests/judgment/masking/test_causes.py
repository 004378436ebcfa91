"""Why names of whole articles stayed, and words and firms went: each cause once, with names of our own."""

from __future__ import annotations

import pytest

from judgment.masking import mask
from judgment.masking.characters import GIVEN_WORDS
from judgment.masking.model import name_model
from judgment.words import plain

OF_WORK = "多名工人反映被拖欠工资。"


def masked(text: str) -> str:
    return plain(mask("", OF_WORK + text).text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("另一名工友雷德昌今年六十三岁。", "雷德昌"),  # a surname that was not known
        ("女工衣春燕说，多领了1204元。", "衣春燕"),  # one that is a word elsewhere
        ("姊姊陳栢欣帶着一疊電郵來到記者會。", "陈栢欣"),  # characters that no dictionary's name has
        ("二十六岁的导赏员钟靖彤说。", "钟靖彤"),
        ("语文老师连雪峰说，绩效被扣下了。", "连雪峰"),  # a preposition for a surname, a word for a given name
        ("数学组组长屈向东说。", "屈向东"),
        ("肇事司机蓝天佑已被刑拘。", "蓝天佑"),
        ("木工班长陆正才没有异议。", "陆正才"),  # a particle for a given name
        ("外卖骑手何跃摔断左腿后，何跃把平台告上仲裁。", "何跃"),  # a verb's character is no given name
        ("工人们找到罗锦辉，罗锦辉说他也没钱。", "罗锦辉"),  # the dictionary holds it as a name
        ("护理师温苡晴出示报表。", "温苡晴"),  # trades end so
        ("名单是季某的堂弟季先来记下的。", "季先来"),  # kin
        ("公司办公室主任高军军对数字摇头。", "高军军"),
        ("财务科长鲍建平拿出一张工资表。", "鲍建平"),  # heads of a firm's departments
        ("何跃通过站长刘浩面试。", "刘浩"),
        ("代表之一的周彩云是全公司唯一的女司机。", "周彩云"),  # a firm in the sentence is not the name's
        ("其父陆国梁是公司实际控制人。", "陆国梁"),
        ("记者再次见到武桂英时，她说一个月没休息。", "武桂英"),  # a reporter in the sentence is no by-line
        ("判决公司支付王水根工资3.6万元。", "王水根"),
        ("洪俊、梅思远等人二审改判，洪俊没有到庭。", "洪俊"),  # among names
        ("那个星期三，薛以宁觉得荒诞。\n薛以宁没有等。", "薛以宁"),  # what recurs
    ],
)
def test_a_private_name_goes(text: str, name: str) -> None:
    assert name in plain(text)
    assert name not in masked(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("运营负责人程也说，要等到明年。", "程也"),
        ("工人代表速莉说，许多人借了钱。", "速莉"),
        ("他叫付小龙，在合肥送外卖。", "付小龙"),
        ("您好，我叫次旦央宗，原来在酒店上班。", "次旦央宗"),
        ("法定代表人赤列多吉被约谈。", "赤列多吉"),
        ("八十七岁的埃丝特拉拄着拐杖。", "埃丝特拉"),
        ("新疆籍员工阿迪力江是去年来的。", "阿迪力江"),
        ("厨房助理Rogelio Bautista則擔心逗留許可。", "rogelio"),
        ("移工Nguyễn Thị Hoa說，仲介要錢。", "nguyễn"),
        ("二十七歲的Nguyen Van Hai跑到三樓，Hai再沒有出來。", "hai"),
        ("看护工Wati每天只睡四小时。", "wati"),
    ],
)
def test_a_name_that_no_surname_tells_goes(text: str, name: str) -> None:
    assert name not in masked(text).lower()


@pytest.mark.parametrize(
    "text",
    [
        "他们都是菏泽鲁栖木业家具有限公司的工人。鲁栖木业已恢复生产。",
        "光伏企业江西越晟光伏科技有限公司断缴社保，越晟发出通知。",
        "现承办商康洁曜环球服务有限公司未能续约，署方约见康洁曜管理层。",
        "福建石狮一家企业（丰韵针纺）轮岗轮休。",
        "苏州康宜和护理院拖欠工资。",
        "晋江陈埭镇的干部登记。陈埭派出所民警到场。",
        "工人把工卡贴了三遍，由财政打到工人卡上。",
        "学生戴上口罩，材料费不得从工钱里走。",
        "老师傅交不起，粤菜师傅联署。",
        "有工人在同乡群里说，业务员小钟说，工人阿忠称没拿到钱。",
        "悦听创始人、CEO在内部信中说没钱。",
        "（记者 岳川 实习生 白一凡）",
        "多名员工向本刊证实，被告向仲裁机构申请。",
        "与前锋贾马尔·托尔斯签约的员工离职。",
        "总装机容量3.2吉瓦的光伏光热园区欠薪。",
        "红岭创投宣布清盘，红岭没有回应员工，雷台还在增加。",
    ],
)
def test_firms_places_words_and_bylines_stay(text: str) -> None:
    assert masked(text) == OF_WORK + text.lower()


def test_the_last_characters_of_given_words_are_given_characters() -> None:
    """What `readings` asks of a given name's last character it does not ask again of these words."""
    assert [word for word in sorted(GIVEN_WORDS) if word[1] not in name_model().given] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("前線員工關淑儀批評公司「過橋抽板」。", "关淑仪"),  # what is done to a firm is no part of its name
        ("2021年5月，姚小琴入职某电子厂，从事贴片工作。", "姚小琴"),
        ("本案中，葛志远系某物流公司驾驶员。", "葛志远"),
        ("劳务公司老板项前进躲到了外地。", "项前进"),  # a word that parents choose
        ("高雷红提出诉讼请求。", "高雷红"),
        ("業主會主席戚國雄稱，另收一成作儲備。", "戚国雄"),
        ("車長權益工會主席葉兆康入行十九年，葉兆康沒有停過。", "叶兆康"),  # a chair whose living is told
    ],
)
def test_what_is_done_to_a_firm_and_how_somebody_lives_makes_no_firm_and_no_office(text: str, name: str) -> None:
    assert name not in masked(text)


def test_a_name_ends_before_the_verb_of_a_defence() -> None:
    assert masked("被告刘斌辩称，服从裁决。") == OF_WORK + "被告刘某辩称，服从裁决。"


def test_a_body_is_told_by_what_stands_behind_it_once() -> None:
    text = "九龙仁安医院的管理层开会，仁安没有回应。仁安是私营机构。"
    assert masked(text) == OF_WORK + text
