"""Made-up names for the people of a group, the same for everybody who may see them."""

from typing import Final

BIRDS: Final = (
    ("왜가리", "Heron"),
    ("두루미", "Crane"),
    ("제비", "Swallow"),
    ("까치", "Magpie"),
    ("참새", "Sparrow"),
    ("딱새", "Redstart"),
    ("종달새", "Skylark"),
    ("뻐꾸기", "Cuckoo"),
    ("기러기", "Goose"),
    ("물총새", "Kingfisher"),
    ("꾀꼬리", "Oriole"),
    ("올빼미", "Owl"),
    ("황새", "Stork"),
    ("갈매기", "Gull"),
    ("원앙", "Mandarin"),
    ("박새", "Tit"),
    ("할미새", "Wagtail"),
    ("딱따구리", "Woodpecker"),
    ("산비둘기", "Dove"),
    ("동박새", "White-eye"),
    ("백조", "Swan"),
    ("메추라기", "Quail"),
    ("꿩", "Pheasant"),
    ("물떼새", "Plover"),
    ("직박구리", "Bulbul"),
    ("지빠귀", "Thrush"),
    ("굴뚝새", "Wren"),
    ("방울새", "Greenfinch"),
    ("후투티", "Hoopoe"),
    ("도요새", "Sandpiper"),
)


def pseudonym(number: int, language: str) -> str:
    """The name of a group's member `number`, counted from 1."""
    bird = BIRDS[(number - 1) % len(BIRDS)][0 if language == "ko" else 1]
    return f"{bird} {number}"
