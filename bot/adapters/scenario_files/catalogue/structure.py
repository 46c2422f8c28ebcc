"""E3: how a scenario is built: keys and their values."""

from typing import Final

from bot.adapters.scenario_files.catalogue.entry import Entry

STRUCTURE: Final = (
    Entry.of(
        "E301",
        ('"{word}" is missing here', 'add "{word}:"'),
        ("있어야 할 항목이 없습니다: “{word}”", "‘{word}:’ 항목을 넣으십시오"),
        "(a scenario without title:)",
    ),
    Entry.of(
        "E302",
        (
            '"{word}" takes one plain text',
            'write the text in double quotes behind the colon: {word}: "..."',
        ),
        (
            "한 줄의 글이 와야 하는 항목입니다: “{word}”",
            '쌍점 뒤에 큰따옴표로 묶은 글을 쓰십시오. 예: {word}: "..."',
        ),
        "currency: [USD, KRW]",
    ),
    Entry.of(
        "E303",
        (
            '"{word}" takes keys with values, such as {choices}',
            "write each on a line of its own beneath it, two spaces further in",
        ),
        (
            "아래에 여러 항목이 와야 합니다: “{word}” (예: {choices})",
            "다음 줄에 두 칸 들여서 하나씩 쓰십시오",
        ),
        'title: "A call"',
    ),
    Entry.of(
        "E304",
        (
            '"{word}" takes a list',
            'write "{word}: [one, two]", or each part on a line of its own after "- "',
        ),
        (
            "목록이 와야 하는 항목입니다: “{word}”",
            "‘{word}: [하나, 둘]’로 쓰거나, 줄마다 ‘- ’로 시작해 쓰십시오",
        ),
        "signs: urgency",
    ),
    Entry.of(
        "E305",
        ('"{word}" is no whole number', "write it in digits, without words or commas"),
        ("정수가 아닙니다: “{word}”", "쉼표나 단위 없이 숫자로만 쓰십시오"),
        "level: two",
    ),
    Entry.of(
        "E306",
        ('nothing is written after "{word}"', "write what belongs there, or remove the key"),
        ("내용이 비어 있습니다: “{word}”", "내용을 쓰거나 이 항목을 지우십시오"),
        "debrief:",
    ),
    Entry.of(
        "E307",
        (
            '"{word}" cannot be used as a name',
            "use letters, digits and - or _, without spaces, at most {most} characters",
        ),
        (
            "이름으로 쓸 수 없습니다: “{word}”",
            "공백 없이 글자, 숫자, -, _ 기호만 {most}자까지 쓰십시오. "
            "scenario 이름은 영문 소문자로 씁니다",
        ),
        "scenario: State Security Call",
    ),
    Entry.of(
        "E308",
        ('the scenario "{word}" exists already, in {other}', "give one of the two another name"),
        (
            "같은 이름의 시나리오가 이미 있습니다: “{word}” ({other})",
            "둘 가운데 하나의 이름을 바꾸십시오",
        ),
        "scenario: state-security-call (in two files)",
    ),
    Entry.of(
        "E309",
        ('"{word}" is no date', "write year-month-day, such as 2026-11-22"),
        ("날짜가 아닙니다: “{word}”", "연-월-일로 쓰십시오. 예: 2026-11-22"),
        "checked: 22 Nov 2026",
    ),
    Entry.of(
        "E310",
        ('"{word}" is no length of time', "write seconds or minutes, such as 45s or 2m"),
        ("시간 길이가 아닙니다: “{word}”", "초(s)나 분(m)으로 쓰십시오. 예: 45s, 2m"),
        "after: 45 seconds",
    ),
    Entry.of(
        "E311",
        ('the list of "{word}" is empty', "write at least one"),
        ("목록이 비어 있습니다: “{word}”", "하나 이상 쓰십시오"),
        "caller says: []",
    ),
    Entry.of(
        "E312",
        (
            '"{word}" does not go together with the other keys of this state',
            "a state either ends the call (ends, what happens) or goes on (caller says, otherwise)",
        ),
        (
            "이 장면의 다른 항목과 함께 쓸 수 없습니다: “{word}”",
            "장면은 통화를 끝내거나(ends, what happens) 이어 갑니다(caller says, otherwise)",
        ),
        "ends: safe\notherwise: {go: pressed}",
    ),
    Entry.of(
        "E313",
        (
            'points of its own need a reason ("because")',
            'add because: {{ko: "...", en: "..."}}; the trainee will read it',
        ),
        (
            "점수를 따로 줄 때는 까닭(because)을 밝혀야 합니다",
            '‘because: {{ko: "...", en: "..."}}’를 넣으십시오. 연습한 사람이 읽게 됩니다',
        ),
        "delays: {go: put_off, points: {slow: 2}}",
    ),
    Entry.of(
        "E314",
        (
            'the state "{word}" comes from the shared replies already ({other})',
            "give your state another name",
        ),
        (
            "공통 응답({other})에 이미 있는 장면 이름입니다: “{word}”",
            "다른 이름으로 바꾸십시오",
        ),
        "hung_up: (also in common.yaml)",
    ),
    Entry.of(
        "E315",
        (
            'nothing says what happens when the trainee is silent in "{word}"',
            'add "replies from: common", or silence: {{after: 45s, go: ...}}',
        ),
        (
            "대답이 없을 때 어떻게 되는지 정해지지 않은 장면입니다: “{word}”",
            "‘replies from: common’이나 ‘silence: {{after: 45s, go: ...}}’를 넣으십시오",
        ),
        "opening: (without silence)",
    ),
    Entry.of(
        "E316",
        (
            "nothing says how the caller asks again",
            'add "replies from: common", or lines under "unclear:"',
        ),
        (
            "말을 못 알아들었을 때의 대사가 없습니다",
            "‘replies from: common’을 넣거나 ‘unclear:’ 아래에 대사를 쓰십시오",
        ),
        "(neither replies from: nor unclear:)",
    ),
    Entry.of(
        "E317",
        (
            '"{word}" must lie between {least} and {most}',
            "choose a number within these limits",
        ),
        ("허용 범위를 벗어났습니다: “{word}” ({least}~{most})", "범위 안의 수로 바꾸십시오"),
        "level: 7",
    ),
    Entry.of(
        "E318",
        ('there is too much under "{word}"', "keep at most {most}"),
        ("너무 많습니다: “{word}”", "{most}개까지만 쓰십시오"),
        "states: (more than a hundred)",
    ),
    Entry.of(
        "E319",
        (
            '"{word}" has more than {most} characters',
            "shorten it: that is too much to read",
        ),
        ("글이 {most}자를 넘습니다: “{word}”", "줄이십시오. 이렇게 긴 글은 아무도 읽지 않습니다"),
        "debrief: (a text of ten pages)",
    ),
)
