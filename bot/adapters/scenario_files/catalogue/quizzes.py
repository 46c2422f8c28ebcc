"""E33, W311: the forms of the quiz."""

from typing import Final

from bot.adapters.scenario_files.catalogue.entry import Entry

QUIZZES: Final = (
    Entry.of(
        "E329",
        (
            'only {count} items of this quiz are of the kind "{word}"',
            "write at least {least} of each kind: with fewer, chance decides",
        ),
        (
            "이 종류의 문항이 {count}개뿐입니다: “{word}”",
            "종류마다 {least}개 이상 쓰십시오. 더 적으면 우연이 결과를 정합니다",
        ),
        "items: (nine scams)",
    ),
    Entry.of(
        "E330",
        (
            'this is "{word}" here and "{meant}" in {other}, at the item "{item}"',
            "keep both forms parallel: items in the same place differ only in their story",
        ),
        (
            "두 양식이 나란하지 않습니다: 여기는 “{word}”, {other}의 “{item}” 문항은 “{meant}”",
            "같은 자리의 문항은 이야기만 다르게 쓰십시오",
        ),
        "difficulty: 2 (and 3 at the same place of the other form)",
    ),
    Entry.of(
        "E331",
        (
            'for an item of the kind "{kind}", "{word}" is never right',
            "take it out: a scam is never obeyed, and a genuine caller never cut off for good",
        ),
        (
            "이 종류의 문항에서는 옳을 수 없는 행동입니다: “{word}” ({kind})",
            "빼십시오. 사기는 따르지 않고, 진짜 전화는 끊어 버리지 않습니다",
        ),
        "right: [comply] (kind: scam)",
    ),
    Entry.of(
        "W311",
        (
            "{word}: {count} scams and {others} genuine calls of this quiz have it",
            "let as many of one kind have it as of the other: else it gives the kind away",
        ),
        (
            "두 종류의 수가 다릅니다: {word} (사기 {count}개, 진짜 {others}개)",
            "사기와 진짜의 수를 같게 하십시오. 다르면 이것만 보고도 맞힐 수 있습니다",
        ),
        "medium: chat (on six scams and two genuine calls)",
    ),
)
