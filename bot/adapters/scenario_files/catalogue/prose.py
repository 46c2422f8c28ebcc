"""E4: the prose, and what could hurt people."""

from typing import Final

from bot.adapters.scenario_files.catalogue.entry import Entry

PROSE: Final = (
    Entry.of(
        "E401",
        ("the {language} text is missing", "every passage needs Korean (ko) and English (en)"),
        ("{language} 글이 없습니다", "모든 글은 한국어(ko)와 영어(en)로 함께 써야 합니다"),
        'title: {ko: "전화"}',
    ),
    Entry.of(
        "E402",
        (
            "this line of a scam carries no warning sign",
            'add "signs: [...]", so that the debrief can explain what the trainee heard',
        ),
        (
            "사기 전화의 대사에 위험 신호가 없습니다",
            "‘signs: [...]’를 넣으십시오. 연습 뒤에 무엇이 수상했는지 설명하는 데 쓰입니다",
        ),
        '- ko: "여기 보위부요."\n  en: "State Security."',
    ),
    Entry.of(
        "E403",
        (
            "a line of a genuine call carries warning signs",
            'remove "signs:"; what a reply can show here is written as "chance for: [verify]"',
        ),
        (
            "진짜 전화의 대사에 위험 신호가 있습니다",
            "‘signs:’를 지우십시오. 이 대사로 연습할 습관은 ‘chance for: [verify]’처럼 씁니다",
        ),
        "kind: genuine ... signs: [urgency]",
    ),
    Entry.of(
        "E404",
        (
            "this line of the caller has {count} characters; {most} is the most",
            "shorten it, or let the caller say the rest in the next state",
        ),
        (
            "대사가 {count}자입니다. {most}자를 넘을 수 없습니다",
            "줄이거나, 나머지를 다음 장면에서 말하게 하십시오",
        ),
        'en: "(a speech of five sentences)"',
    ),
    Entry.of(
        "E405",
        (
            '"{word}" looks like a real telephone number',
            "take it out: somebody may ring it. Help numbers belong in contacts.yaml",
        ),
        (
            "진짜 전화번호처럼 보입니다: “{word}”",
            "지우십시오. 누군가 실제로 걸 수 있습니다. 도움 번호는 contacts.yaml에 적습니다",
        ),
        'ko: "02-3480-1234로 거시오"',
    ),
    Entry.of(
        "E406",
        (
            '"{word}" looks like a real account, card or identity number',
            'take it out: say "the account" without a number',
        ),
        (
            "진짜 계좌·카드·신분증 번호처럼 보입니다: “{word}”",
            "지우십시오. 번호 없이 ‘그 계좌’라고만 쓰면 됩니다",
        ),
        'en: "Send it to 110-234-567890"',
    ),
    Entry.of(
        "E407",
        (
            '"{word}" looks like a real link, e-mail address or user name',
            'take it out: say "the link", or use a name such as police.example',
        ),
        (
            "진짜 링크·전자우편·계정 이름처럼 보입니다: “{word}”",
            "지우십시오. ‘그 링크’라고 쓰거나 police.example 같은 가짜 이름을 쓰십시오",
        ),
        'en: "Open www.police-check.com"',
    ),
    Entry.of(
        "E408",
        (
            'nothing will be filled in for "{word}"',
            "write the words themselves; the text is shown exactly as it stands",
        ),
        (
            "채워 넣을 내용이 없는 자리표시입니다: “{word}”",
            "실제 낱말을 쓰십시오. 글은 적힌 그대로 보입니다",
        ),
        'en: "Hello {{name}}"',
    ),
    Entry.of(
        "E409",
        (
            '"chance for" belongs to genuine calls only',
            'remove it; in a scam the warning signs ("signs:") say what can be practised',
        ),
        (
            "‘chance for’ 항목은 진짜 전화에만 씁니다",
            "지우십시오. 사기 전화에서는 위험 신호(signs)가 그 구실을 합니다",
        ),
        "kind: scam ... chance for: [verify]",
    ),
)
