"""W: what shows when scenarios, or the variants of a line, stand side by side."""

from typing import Final

from bot.adapters.scenario_files.catalogue.entry import Entry

LIBRARY: Final = (
    Entry.of(
        "W309",
        (
            'this call and its pair "{word}" have different levels',
            "give both the same level: else trainees tell them apart by their intensity",
        ),
        (
            "짝과 강도(level)가 다릅니다: “{word}”",
            "두 전화의 강도를 같게 하십시오. 다르면 신호가 아니라 분위기로 구별하게 됩니다",
        ),
        "level: 3 (its pair has level: 1)",
    ),
    Entry.of(
        "W310",
        (
            'no scenario shows the sign "{word}"',
            "let a caller show it, or take it out of the catalogue of signs",
        ),
        (
            "어느 시나리오에도 나오지 않는 신호입니다: “{word}”",
            "이 신호가 나오는 대사를 쓰거나 신호 목록에서 빼십시오",
        ),
        "repeat_demand: (in signs.yaml, on no line)",
    ),
    Entry.of(
        "W404",
        (
            'the word "{word}" gives the scams away: {count} of {of} say it (setting {where}), '
            "none of {others} genuine calls",
            "let a genuine caller say it too, or put it differently in most of the scams",
        ),
        (
            "사기 전화에만 나오는 낱말입니다: “{word}” (환경 {where}: 사기 {of}개 중 {count}개, "
            "진짜 {others}개 중 0개)",
            "진짜 전화에도 쓰거나, 사기 전화 대부분에서 다르게 말하십시오",
        ),
        'ko: "본인 명의로 사건이 접수됐습니다." (in most scams, in no genuine call)',
    ),
    Entry.of(
        "W405",
        (
            "the length of lines gives the scams away: in {count} of 100 comparisons they are "
            "longer than a genuine call's (setting {where}, {language})",
            "shorten the lines of the scams, or lengthen those of the genuine calls",
        ),
        (
            "대사가 길면 사기입니다: 진짜 전화와 견주면 100번 중 {count}번 더 깁니다 "
            "(환경 {where}, {language})",
            "사기 전화의 대사를 줄이거나 진짜 전화의 대사를 늘리십시오",
        ),
        "scams of 80 letters a line, genuine calls of 40",
    ),
    Entry.of(
        "W406",
        (
            "this variant speaks to the trainee in another speech level than the ones before",
            "keep one level: 하십시오체/해요체, or 하오체/해라체",
        ),
        (
            "앞의 변형과 말투(높임)가 다릅니다",
            "한 가지로 맞추십시오. 하십시오체·해요체이거나 하오체·해라체입니다",
        ),
        '- ko: "돈을 보내오."\n- ko: "돈을 보내십시오."',
    ),
    Entry.of(
        "W407",
        (
            'the word "{word}" gives the genuine calls away: {count} of {of} say it '
            "(setting {where}), none of {others} scams",
            "let a scammer say it too, or put it differently in most of the genuine calls",
        ),
        (
            "진짜 전화에만 나오는 낱말입니다: “{word}” (환경 {where}: 진짜 {of}개 중 {count}개, "
            "사기 {others}개 중 0개)",
            "사기 전화에도 쓰거나, 진짜 전화 대부분에서 다르게 말하십시오",
        ),
        'en: "Of course, please check." (in most genuine calls, in no scam)',
    ),
    Entry.of(
        "W408",
        (
            "the length of lines gives the genuine calls away: in {count} of 100 comparisons "
            "they are longer than a scam's (setting {where}, {language})",
            "shorten the lines of the genuine calls, or lengthen those of the scams",
        ),
        (
            "대사가 길면 진짜 전화입니다: 사기 전화와 견주면 100번 중 {count}번 더 깁니다 "
            "(환경 {where}, {language})",
            "진짜 전화의 대사를 줄이거나 사기 전화의 대사를 늘리십시오",
        ),
        "genuine calls of 80 letters a line, scams of 40",
    ),
)
