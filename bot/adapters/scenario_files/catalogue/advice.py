"""W: a scenario can be played like this, and could be better."""

from typing import Final

from bot.adapters.scenario_files.catalogue.entry import Entry

ADVICE: Final = (
    Entry.of(
        "W301",
        (
            "the caller has fewer than {least} ways to say this",
            "add a variant, so that a second drill does not sound the same",
        ),
        (
            "대사의 변형이 {least}개보다 적습니다",
            "다시 연습해도 똑같이 들리지 않도록 변형을 하나 더 쓰십시오",
        ),
        "caller says:\n  - (one line only)",
    ),
    Entry.of(
        "W302",
        (
            "there are {count} states; a call that teaches has at least {least}",
            "give the call an opening, pressure, a demand, and several ways to end",
        ),
        (
            "장면이 {count}개뿐입니다. 적어도 {least}개가 좋습니다",
            "도입, 압박, 요구와 여러 가지 결말을 갖추십시오",
        ),
        "states: {opening: ..., safe: ..., harmed: ...}",
    ),
    Entry.of(
        "W303",
        (
            '"otherwise" goes round in a circle: {word}',
            "let one of these states lead on, so that no call goes on for ever",
        ),
        (
            "‘otherwise’를 따라가면 제자리로 돌아옵니다: {word}",
            "통화가 끝없이 이어지지 않도록 한 곳은 다른 장면으로 이어 주십시오",
        ),
        "first: otherwise: {go: second}; second: otherwise: {go: first}",
    ),
    Entry.of(
        "W304",
        (
            "no line of this genuine call gives a chance to practise anything",
            'add "chance for: [verify]" to the lines where checking is right',
        ),
        (
            "이 진짜 전화에는 습관을 연습할 기회가 없습니다",
            "확인이 필요한 대사에 ‘chance for: [verify]’를 넣으십시오",
        ),
        "kind: genuine, without any chance for",
    ),
    Entry.of(
        "W305",
        (
            'the state "{word}" has no better reply',
            'add "better reply:", or the debrief can never speak of this moment',
        ),
        (
            "더 나은 대답이 없는 장면입니다: “{word}”",
            "‘better reply:’를 넣으십시오. 없으면 연습 뒤에 이 장면을 다룰 수 없습니다",
        ),
        "opening: (without better reply)",
    ),
    Entry.of(
        "W306",
        (
            "this better reply would earn no points here",
            "give it acts that protect in this setting, such as verifies_independently or delays",
        ),
        (
            "이 ‘더 나은 대답’은 이 환경에서 점수를 얻지 못합니다",
            "verifies_independently, delays처럼 이 환경에서 도움이 되는 행동을 넣으십시오",
        ),
        "acts: [acknowledges]",
    ),
    Entry.of(
        "W307",
        (
            "this scenario has no pair",
            'name the call that goes with it ("pair:"): scam and genuine calls are learnt together',
        ),
        (
            "짝이 없는 시나리오입니다",
            "‘pair:’에 짝이 되는 전화를 쓰십시오. 사기 전화와 진짜 전화는 함께 익혀야 합니다",
        ),
        "(no pair:)",
    ),
    Entry.of(
        "W308",
        ("this variant repeats an earlier one", "word it differently, or remove it"),
        ("앞의 변형과 똑같습니다", "다르게 쓰거나 지우십시오"),
        "the same line twice under caller says",
    ),
    Entry.of(
        "W401",
        (
            "nobody has looked at the source for {days} days ({word})",
            "look whether it still holds, then write today's date",
        ),
        (
            "출처를 확인한 지 {days}일이 지났습니다({word})",
            "아직 맞는 내용인지 확인하고 오늘 날짜로 고치십시오",
        ),
        "checked: 2020-01-01",
    ),
    Entry.of(
        "W402",
        (
            'the help number "{word}" stands in the text, where nobody keeps it up to date',
            "leave it out: the debrief shows the contacts of contacts.yaml anyway",
        ),
        (
            "글 안에 도움 번호가 있어 바뀌어도 고치기 어렵습니다: “{word}”",
            "지우십시오. 연습 끝에 contacts.yaml의 연락처가 따로 나옵니다",
        ),
        'ko: "112에 신고하면 됩니다."',
    ),
    Entry.of(
        "W403",
        ("the date {word} lies in the future", "write the day on which somebody really looked"),
        ("앞으로 올 날짜입니다: {word}", "실제로 확인한 날짜를 쓰십시오"),
        "checked: 2099-01-01",
    ),
    Entry.of(
        "W501",
        (
            "the model reads this reply as {found}, not as {author}",
            "look at the acts again; if they are right, the model has this still to learn",
        ),
        (
            "모델은 이 답을 {author} 대신 이렇게 읽습니다: {found}",
            "대응을 다시 살펴보십시오. 맞다면 모델이 아직 배워야 할 답입니다",
        ),
        'tests:\n  opening:\n    "Well, you know how it is": [delays]',
    ),
)
