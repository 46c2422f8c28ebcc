"""E32: the shape of a call, and of a pair of calls."""

from typing import Final

from bot.adapters.scenario_files.catalogue.entry import Entry

SHAPE: Final = (
    Entry.of(
        "E320",
        ('the call begins with its end, "{word}"', "begin with a state in which the caller speaks"),
        ("통화가 끝나는 장면으로 시작합니다: “{word}”", "상대가 말을 거는 장면으로 시작하십시오"),
        "starts at: hung_up",
    ),
    Entry.of(
        "E321",
        (
            'no reply leads from "{word}" to an ending',
            'let an act or "otherwise" lead to a state that ends the call',
        ),
        (
            "어떤 대답을 해도 끝에 이르지 못하는 장면입니다: “{word}”",
            "행동이나 ‘otherwise’ 가운데 하나는 통화를 끝내는 장면으로 이어 주십시오",
        ),
        "first: otherwise: {go: first}",
    ),
    Entry.of(
        "E322",
        ('nothing leads to the state "{word}"', "let an act lead there, or remove the state"),
        (
            "어디에서도 갈 수 없는 장면입니다: “{word}”",
            "이 장면으로 이어지는 길을 만들거나 장면을 지우십시오",
        ),
        "forgotten: {ends: safe, ...}",
    ),
    Entry.of(
        "E323",
        (
            "no ending is harmful",
            'add a state with "ends: harmed": people learn from seeing what is at stake',
        ),
        (
            "피해로 끝나는 장면이 없습니다",
            "‘ends: harmed’인 장면을 넣으십시오. 무엇을 잃을 수 있는지 보아야 배웁니다",
        ),
        "(a scam without ends: harmed)",
    ),
    Entry.of(
        "E324",
        ("no ending is safe", 'add a state with "ends: safe": there must be a good way out'),
        (
            "안전하게 끝나는 장면이 없습니다",
            "‘ends: safe’인 장면을 넣으십시오. 벗어날 길이 있어야 합니다",
        ),
        "(no ends: safe)",
    ),
    Entry.of(
        "E325",
        (
            "this genuine call cannot be turned away",
            'add a state with "ends: missed": too much suspicion costs something too',
        ),
        (
            "이 진짜 전화에는 놓치고 마는 끝이 없습니다",
            "‘ends: missed’인 장면을 넣으십시오. 지나친 의심에도 대가가 따릅니다",
        ),
        "(a genuine call without ends: missed)",
    ),
    Entry.of(
        "E326",
        ('"{word}" does not name this scenario as its pair', 'write "pair: {own}" there'),
        (
            "짝이 되는 시나리오가 이쪽을 가리키지 않습니다: “{word}”",
            "그 파일에 ‘pair: {own}’이라고 쓰십시오",
        ),
        "pair: (a call that is paired with another)",
    ),
    Entry.of(
        "E327",
        ('"{word}" is of the same kind', "pair a scam with a genuine call"),
        ("짝이 같은 종류(kind)의 전화입니다: “{word}”", "사기 전화와 진짜 전화를 짝지으십시오"),
        "kind: scam (both)",
    ),
    Entry.of(
        "E328",
        ('"{word}" plays in another setting', "pair calls of the same setting"),
        ("짝의 환경(setting)이 다릅니다: “{word}”", "같은 환경의 전화끼리 짝지으십시오"),
        "setting: north / setting: south",
    ),
)
