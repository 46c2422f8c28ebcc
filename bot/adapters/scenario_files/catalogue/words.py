"""E2: words that nobody knows."""

from typing import Final

from bot.adapters.scenario_files.catalogue.entry import Entry

WORDS: Final = (
    Entry.of(
        "E201",
        ('unknown key "{word}"', "the keys that can stand here: {choices}"),
        ("알 수 없는 항목입니다: “{word}”", "여기에 쓸 수 있는 항목: {choices}"),
        'titel: {ko: "전화", en: "A call"}',
    ),
    Entry.of(
        "E202",
        ('unknown warning sign "{word}"', "the warning signs are listed in signs.yaml"),
        (
            "알 수 없는 위험 신호입니다: “{word}”",
            "위험 신호는 signs.yaml에 있는 것만 쓸 수 있습니다",
        ),
        "signs: [arrest_threat, secercy]",
    ),
    Entry.of(
        "E203",
        ('there is no state "{word}"', 'name one of the states under "states:"'),
        ("그런 장면이 없습니다: “{word}”", "‘states:’ 아래에 있는 장면 이름을 쓰십시오"),
        "otherwise: {go: presed}",
    ),
    Entry.of(
        "E204",
        ('unknown act "{word}"', "the acts are listed in acts.yaml"),
        ("알 수 없는 행동입니다: “{word}”", "행동은 acts.yaml에 있는 것만 쓸 수 있습니다"),
        "asks_identty: {go: dodges}",
    ),
    Entry.of(
        "E205",
        ('unknown habit "{word}"', "the habits: {choices}"),
        ("알 수 없는 습관입니다: “{word}”", "쓸 수 있는 습관: {choices}"),
        "chance for: [verfy]",
    ),
    Entry.of(
        "E206",
        ('"{word}" cannot be chosen here', "choose one of: {choices}"),
        ("여기에 쓸 수 없는 값입니다: “{word}”", "다음 가운데 하나를 쓰십시오: {choices}"),
        "kind: scamm",
    ),
    Entry.of(
        "E207",
        (
            'unknown setting "{word}"',
            "the settings are listed in settings.yaml; they choose the rules of scoring",
        ),
        (
            "알 수 없는 환경(setting)입니다: “{word}”",
            "환경은 settings.yaml에 있는 것만 쓸 수 있습니다. 채점 규칙이 이에 따라 달라집니다",
        ),
        "setting: nroth",
    ),
    Entry.of(
        "E208",
        (
            'there is no file "{word}.yaml" with shared replies in this folder',
            "name a file of the same folder, without .yaml",
        ),
        (
            "이 폴더에 공통 응답 파일이 없습니다: “{word}.yaml”",
            "같은 폴더에 있는 파일 이름을 .yaml 없이 쓰십시오",
        ),
        "replies from: comon",
    ),
    Entry.of(
        "E209",
        (
            '"{word}" is obeyed in every state and cannot lead anywhere',
            "remove this line",
        ),
        (
            "어느 장면에서나 따로 처리되는 말입니다: “{word}”",
            "이 줄을 지우십시오",
        ),
        "wants_to_stop: {go: hung_up}",
    ),
    Entry.of(
        "E210",
        (
            'there is no scenario "{word}" to pair with',
            "name the call that goes with this one, and write it if it is missing",
        ),
        (
            "짝이 되는 시나리오가 없습니다: “{word}”",
            "이 시나리오와 짝이 되는 전화의 이름을 쓰고, 없으면 새로 만드십시오",
        ),
        "pair: no-such-call",
    ),
    Entry.of(
        "E211",
        (
            '"{word}" is no code of a language',
            "Korean is ko, English is en, Japanese is ja, Chinese is zh",
        ),
        (
            "언어 부호가 아닙니다: “{word}”",
            "한국어는 ko, 영어는 en, 일본어는 ja, 중국어는 zh입니다",
        ),
        'title: {kr: "전화", en: "A call"}',
    ),
    Entry.of(
        "E212",
        ('unknown content note "{word}"', "the content notes are listed in content.yaml"),
        (
            "알 수 없는 내용 안내입니다: “{word}”",
            "내용 안내는 content.yaml에 있는 것만 쓸 수 있습니다",
        ),
        "content: [threat_of_arest]",
    ),
)
