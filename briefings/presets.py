"""What the three judgments of a meeting may be called, and how its judgments fall under them."""

from __future__ import annotations

from yanpan_domain.meeting import AgendaItem, Meeting, MeetingJudgment, Plan, Preset, Slot

PLANS: dict[Preset, Plan] = {
    preset: Plan(preset=preset, slots=tuple(Slot(code=code, name=name, when=when) for code, name, when in slots))
    for preset, slots in {
        Preset.RHYTHM: (
            ("daily", "日研判", "每日8时30分，前24小时"), ("weekly", "周研判", "周一9时30分，上一ISO周"), ("monthly", "月研判", "每月首个工作日，上月"),
        ),
        Preset.STAGE: (("before", "事前", "苗头"), ("during", "事中", "持续与官方介入"), ("after", "事后", "已解决与已裁判")),
        Preset.LEVEL: (("county", "县级", "三级、四级"), ("city", "市级", "二级"), ("province", "省级", "一级")),
        Preset.DIMENSION: (("nature", "性质", "是什么争议"), ("trend", "走势", "往哪里去"), ("response", "处置", "怎么办")),
        Preset.TRIGGER: (("regular", "定期", "按周期"), ("special", "专题", "按专题"), ("instant", "即时", "一级争议随到随议")),
        Preset.PHASE: (("prior", "会前", "议程与材料"), ("meeting", "会中", "研判"), ("follow", "会后", "决议跟进")),
    }.items()
}  # fmt: skip


def slot_name(preset: Preset, code: str) -> str:
    """How the plan calls the slot; under another preset the code's own product name stands."""
    return next((slot.name for slot in PLANS[preset].slots if slot.code == code), code)


def grouped(meeting: Meeting, preset: Preset) -> dict[str, tuple[AgendaItem | MeetingJudgment, ...]]:
    """The meeting's judgments in the slots of PRESET; nothing is lost, whatever the preset."""
    slots = PLANS[preset].slots
    groups: dict[str, list[AgendaItem | MeetingJudgment]] = {slot.name: [] for slot in slots}
    levels = {item.dispute: item.level for item in meeting.agenda}
    for one in meeting.judgments:
        for name in _slots_of(one, preset, levels, slots):
            groups[name].append(one)
    return {name: tuple(found) for name, found in groups.items()}


def _slots_of(one: MeetingJudgment, preset: Preset, levels: dict[str, str], slots: tuple[Slot, ...]) -> list[str]:
    first, second, third = (slot.name for slot in slots)
    if preset is Preset.RHYTHM:
        return [next((slot.name for slot in slots if slot.code == one.cadence), third)]
    if preset is Preset.STAGE:
        return [
            {"emerging": first, "unknown": first, "": first, "settled": third, "judged": third}.get(one.stage, second)
        ]
    if preset is Preset.LEVEL:
        return [{"1": third, "2": second}.get(levels.get(one.dispute, "4"), first)]
    if preset is Preset.DIMENSION:
        return [first, second, third]
    if preset is Preset.TRIGGER:
        return [third if levels.get(one.dispute) == "1" else first]
    return [second]
