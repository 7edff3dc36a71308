"""What a Vietnamese syllable may look like, which is what tells a right reading of bytes from a wrong one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = "ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x"

_OPEN = (
    "a ai ao au ay âu ây e eo ê êu i ia iê iêu iu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua uâ uây uê ui uo uô uôi uơ "
    "uy uya uyê uyu ư ưa ưi ươ ươi ươu ưu y yê yêu uơi ue uêu uao oau"
)
_NASAL = (
    "am an ang anh ăm ăn ăng âm ân âng em en eng ên ênh êm im in inh iêm iên iêng om on ong oong ôm ôn ông "
    "ôông ơm ơn oam oan oang oanh oăm oăn oăng oen oem uân uâng uênh uêm uên um un ung uôm uôn uông uyn uynh "
    "uyên ưm ưn ưng ươm ươn ương yêm yên yêng ym yn ynh uơn uang uan uanh uăn uăng uen "
)
_STOPPED = (
    "ac ach at ap ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oc ooc op ot ôc ôp ôt ơp ơt oac oach oat "
    "oap oăc oăt oet oep uât uêch uêt uc up ut uôc uôt uôp uych uyt uyêt uyp ưc ưt ưp ươc ươp ươt yêt yêp yt ych yc "
    "uat uac uach uăt uăc uet uơt"
)

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_STOPPED_TONES = {"\u0301", "\u0323"}

_RIMES = {**dict.fromkeys(f"{_OPEN} {_NASAL}".split(), False), **dict.fromkeys(_STOPPED.split(), True)}


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether a word is built as Vietnamese ones are: known parts, one tone at most, one that its ending allows."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(letters)
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", _TONE.sub("", letters))
    return any(_fits(plain[len(onset) :], tones) for onset in ("", *_ONSETS.split()) if plain.startswith(onset))


def _fits(rime: str, tones: list[str]) -> bool:
    stopped = _RIMES.get(rime)
    if stopped is None:
        return False
    return not stopped or (bool(tones) and tones[0] in _STOPPED_TONES)
