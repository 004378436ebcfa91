"""方法说明: how this was made."""

from __future__ import annotations

from briefings.material import Material
from briefings.numbers import moment_words
from yanpan_domain.briefing import Bullets, Section, Statement


def method(material: Material) -> Section:
    selection = material.selection
    found = (
        f"数据截点为{moment_words(selection.cut_off)}（北京时间），时段为{selection.period.label}；此后发布的报道不计入。",
        "内容据公开报道整理，待核实；报道来自新闻媒体和公共机构网站，不含社交媒体、评论和账号。",
        "计数单位为争议（件）：同一用人单位或项目的同一诉求合并为一件，转载不重复计算；未写明的一律作“不详”，不作零。",
        "紧迫度只衡量需要帮助的程度（生命健康、人数、欠薪金额与时长、时效），由公开权重表逐项相加；分级一至四为内部办理顺序，非法定等级。",
        "私人姓名和身份信息在入库前已遮蔽；〔1〕等为信源编号，见文末信源。",
        "建议措施与法律依据按争议类型和情形由固定条目列出，供研判参考，不替代核实与法律意见。",
    )
    return Section(
        code="method", title="方法说明", blocks=(Bullets(statements=tuple(Statement(text=text) for text in found)),)
    )
