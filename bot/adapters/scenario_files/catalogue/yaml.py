"""E1: the file itself and how YAML reads it."""

from typing import Final

from bot.adapters.scenario_files.catalogue.entry import Entry

YAML: Final = (
    Entry.of(
        "E101",
        ("this file cannot be opened", "check the name, and that you may read it"),
        ("파일을 열 수 없습니다", "파일 이름이 맞는지, 읽을 권한이 있는지 확인하십시오"),
        "scenarios/north/no-such-file.yaml",
    ),
    Entry.of(
        "E102",
        (
            "this file is larger than {most} KB, so it is not read",
            "a scenario is a short text; split this file or remove what does not belong in it",
        ),
        (
            "파일이 {most}KB보다 커서 읽지 않았습니다",
            "시나리오는 짧은 글입니다. 파일을 나누거나 필요 없는 내용을 지우십시오",
        ),
        "a file of 50 MB",
    ),
    Entry.of(
        "E103",
        (
            "this is not a text file",
            "save the scenario as plain text, not as a document or picture",
        ),
        ("텍스트 파일이 아닙니다", "문서나 그림이 아니라 일반 텍스트로 저장하십시오"),
        "a Word document renamed to .yaml",
    ),
    Entry.of(
        "E104",
        (
            "the letters of this file cannot be read: it is not saved as UTF-8",
            'save it again and choose "UTF-8" as the encoding',
        ),
        (
            "UTF-8로 저장되지 않아 글자를 읽을 수 없습니다",
            "메모장이라면 ‘다른 이름으로 저장’에서 인코딩을 UTF-8로 고르십시오",
        ),
        "a file saved as CP949 or UTF-16",
    ),
    Entry.of(
        "E105",
        ("this file is empty", 'write a scenario, beginning with "scenario: its-name"'),
        ("빈 파일입니다", "‘scenario: 이름’부터 시나리오를 써 넣으십시오"),
        "# only a comment",
    ),
    Entry.of(
        "E106",
        ("a tab stands at the beginning of this line", "indent with spaces, two for each level"),
        ("줄 앞에 탭이 있습니다", "탭 대신 공백을 쓰십시오. 한 단계에 두 칸입니다"),
        'title:\n\tko: "전화"',
    ),
    Entry.of(
        "E107",
        (
            'the full-width character "{word}" stands where YAML needs the ordinary one',
            "switch the keyboard to English and type it again: a colon is followed by a space",
        ),
        (
            "전각 문자를 썼습니다. 여기에는 일반 기호가 와야 합니다: “{word}”",
            "영문 자판으로 바꾸어 다시 입력하십시오. 쌍점(:) 뒤에는 한 칸을 띄웁니다",
        ),
        "level： 2",
    ),
    Entry.of(
        "E108",
        (
            "curly quotes do not enclose a text here",
            'use straight quotes ("..."); curly ones may stand inside of them',
        ),
        (
            "둥근 따옴표로는 글을 묶을 수 없습니다",
            '곧은 따옴표("...")로 묶으십시오. 둥근 따옴표는 그 안에서만 쓸 수 있습니다',
        ),
        "ko: “여보시오, 전화 받소?”",
    ),
    Entry.of(
        "E109",
        (
            "this quote is opened and never closed",
            'put a second " at the end of the text',
        ),
        ("따옴표를 열고 닫지 않았습니다", '글이 끝나는 곳에 따옴표(")를 하나 더 넣으십시오'),
        'ko: "누구십니까',
    ),
    Entry.of(
        "E110",
        (
            'a straight quote (") stands inside a text in straight quotes',
            "use curly quotes (“...”) or single ones ('...') inside the text",
        ),
        (
            '따옴표(")로 묶은 글 안에 같은 따옴표가 또 있습니다',
            "글 안에서는 둥근 따옴표(“...”)나 작은따옴표('...')를 쓰십시오",
        ),
        'en: "He says "now" again."',
    ),
    Entry.of(
        "E111",
        (
            "a second colon on this line makes it unclear what belongs to what",
            'put the text in double quotes: en: "He said: pay"',
        ),
        (
            "한 줄에 쌍점(:)이 두 번 있어 뜻을 알 수 없습니다",
            '글을 큰따옴표로 묶으십시오. 예: ko: "그가 말했소: 돈을 내오"',
        ),
        "en: He said: pay",
    ),
    Entry.of(
        "E112",
        (
            "the indentation does not fit the lines around it",
            "begin keys of one level in the same column, two spaces further in than the key above",
        ),
        (
            "들여쓰기가 앞뒤 줄과 맞지 않습니다",
            "같은 단계의 항목은 같은 칸에서 시작하고, 아래 단계는 두 칸 더 들여 쓰십시오",
        ),
        'title:\n  ko: "전화"\n   en: "A call"',
    ),
    Entry.of(
        "E113",
        ('no text may begin with "{word}" here', "put the text in double quotes"),
        ("글은 “{word}” 기호로 시작할 수 없습니다", "글을 큰따옴표로 묶으십시오"),
        "en: @home tonight",
    ),
    Entry.of(
        "E114",
        (
            "this bracket is not closed, or a comma is missing inside it",
            'close it with "]" or "}}" and put a comma between the parts',
        ),
        (
            "괄호를 닫지 않았거나 그 안에 쉼표가 빠졌습니다",
            "“]” 또는 “}}” 기호로 닫고, 항목 사이에 쉼표를 넣으십시오",
        ),
        "signs: [urgency, secrecy",
    ),
    Entry.of(
        "E115",
        (
            '"{word}" is written twice; line {line} has it already',
            "keep one of the two, or rename one",
        ),
        (
            "같은 항목을 두 번 썼습니다: “{word}” ({line}번째 줄에 이미 있음)",
            "하나만 남기거나 이름을 바꾸십시오",
        ),
        "level: 1\nlevel: 2",
    ),
    Entry.of(
        "E116",
        (
            'everything after this "#" is taken for a comment, so the text is cut off',
            "put the whole text in double quotes",
        ),
        (
            "이 “#” 뒤는 주석으로 읽혀 글이 잘립니다",
            "글 전체를 큰따옴표로 묶으십시오",
        ),
        "ko: 우리 집은 아빠트 #3 입니다",
    ),
    Entry.of(
        "E117",
        (
            "an invisible or wide blank stands here instead of an ordinary space",
            "delete the blank before the word and type it again with the space bar",
        ),
        (
            "일반 공백이 아닌, 보이지 않거나 폭이 넓은 공백이 있습니다",
            "낱말 앞의 공백을 지우고 스페이스 바로 다시 입력하십시오",
        ),
        "\u3000level: 2",
    ),
)
