"""E1, second part: spaces, shorthands and what else YAML stumbles over."""

from typing import Final

from bot.adapters.scenario_files.catalogue.entry import Entry

MORE_YAML: Final = (
    Entry.of(
        "E118",
        ("a space is missing after this colon", 'write "key: value"'),
        ("쌍점(:) 뒤에 공백이 없습니다", "‘항목: 값’처럼 한 칸을 띄우십시오"),
        "level:2",
    ),
    Entry.of(
        "E119",
        ("a space is missing after this dash", 'write "- text" with a space after the dash'),
        ("줄표(-) 뒤에 공백이 없습니다", "‘- 글’처럼 한 칸을 띄우십시오"),
        '-ko: "누구요?"',
    ),
    Entry.of(
        "E120",
        (
            'a second document begins here ("---")',
            "write one scenario a file; remove the line or make a file of its own",
        ),
        (
            "여기서 두 번째 문서(---)가 시작됩니다",
            "파일 하나에 시나리오 하나만 쓰십시오. 이 줄을 지우거나 새 파일로 옮기십시오",
        ),
        "scenario: one\n---\nscenario: two",
    ),
    Entry.of(
        "E121",
        (
            'the YAML shorthands "&", "*" and "<<" are not used in scenarios',
            "write the words out; if a text begins with such a mark, put it in double quotes",
        ),
        (
            "시나리오에서는 YAML의 줄임 기호(&, *, <<)를 쓰지 않습니다",
            "내용을 그대로 써 넣으십시오. 글이 이런 기호로 시작하면 큰따옴표로 묶으십시오",
        ),
        "signs: *same",
    ),
    Entry.of(
        "E122",
        (
            'a "!" at the beginning gives YAML an order and is not used in scenarios',
            "put the text in double quotes",
        ),
        (
            "글 앞의 느낌표(!)는 YAML 명령으로 읽히므로 쓸 수 없습니다",
            "글을 큰따옴표로 묶으십시오",
        ),
        "ko: !경고",
    ),
    Entry.of(
        "E123",
        (
            "the text is nested more than {most} levels deep",
            "look for brackets or indentation that should not be there",
        ),
        (
            "{most}단계보다 깊게 겹쳐 있습니다",
            "잘못 들어간 괄호나 들여쓰기가 없는지 살펴보십시오",
        ),
        "[[[[[[[[[[[[[[",
    ),
    Entry.of(
        "E124",
        (
            "a word is expected before the colon",
            'write "key: value"; a text that begins with a bracket belongs in double quotes',
        ),
        (
            "쌍점(:) 앞에 낱말이 있어야 합니다",
            "‘항목: 값’으로 쓰십시오. 괄호로 시작하는 글은 큰따옴표로 묶으십시오",
        ),
        "en: {{name}}",
    ),
    Entry.of(
        "E125",
        (
            "a backslash in double quotes begins a special character",
            r"leave it out, or write it twice (\\)",
        ),
        (
            "큰따옴표 안의 역슬래시(\\)는 특수 문자의 시작으로 읽힙니다",
            "지우거나 두 번(\\\\) 쓰십시오",
        ),
        r'en: "C:\letters"',
    ),
    Entry.of(
        "E126",
        (
            "an invisible control character stands here",
            "delete it; it often comes along when text is copied",
        ),
        (
            "보이지 않는 제어 문자가 있습니다",
            "지우십시오. 글을 복사해 붙일 때 함께 들어오는 일이 많습니다",
        ),
        "a character such as U+0007",
    ),
    Entry.of(
        "E127",
        (
            "a comma inside braces ends the text here",
            "put the text in double quotes",
        ),
        ("중괄호 안의 쉼표에서 글이 끊깁니다", "글을 큰따옴표로 묶으십시오"),
        "title: {en: Yes, sir, ko: 예}",
    ),
    Entry.of(
        "E128",
        (
            "this file has no keys with values, so it is no scenario",
            'begin with "scenario: its-name" and write each key on a line of its own',
        ),
        (
            "항목과 값이 없어 시나리오로 읽을 수 없습니다",
            "‘scenario: 이름’으로 시작하고, 한 줄에 항목 하나씩 쓰십시오",
        ),
        "A man calls and says he is an officer.",
    ),
    Entry.of(
        "E190",
        (
            "there are more faults in this file; the first {most} are shown",
            "mend these and check again",
        ),
        ("결함이 더 있지만 처음 {most}개만 보여 줍니다", "이것부터 고치고 다시 검사하십시오"),
        "a file with hundreds of faults",
    ),
    Entry.of(
        "E199",
        (
            "YAML cannot be understood from here on",
            "compare this line and the one above with a scenario that works",
        ),
        (
            "여기부터 YAML 형식을 알아볼 수 없습니다",
            "이 줄과 바로 윗줄을 제대로 된 시나리오와 견주어 보십시오",
        ),
        "kind: scam\n...\nlevel: 2",
    ),
)
