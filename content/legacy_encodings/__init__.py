"""Vietnamese text from before Unicode (TCVN3, VNI, VISCII): told from Unicode by its letters alone, and made Unicode.

``tables`` holds the letters, ``syllables`` what a Vietnamese syllable may look like, ``repair`` decides and converts.
"""

from content.legacy_encodings.repair import Repaired, Run, repair, repair_paragraphs
from content.legacy_encodings.tables import ENCODINGS, decode

__all__ = ["ENCODINGS", "Repaired", "Run", "decode", "repair", "repair_paragraphs"]
