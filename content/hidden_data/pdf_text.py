"""Where each letter of a PDF's pages stands, which no reader can see, and the pages written again without those.

A letter counts as seen unless it is surely not: whenever shapes, clips or colours are not plain, the text stays.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pikepdf

from content.errors import Invalid
from content.hidden_data.archives import TOO_MUCH_INSIDE
from content.hidden_data.pdf_fonts import Font, read_font

MOST_OPERATIONS = 1_500_000
"""Operations drawn, those of a shape used again counted again."""
MOST_COMPARISONS = 30_000_000
"""Texts held against what is painted over them."""
DEEPEST = 16
"""Shapes within shapes."""
SMALLEST = 1.0
"""Points: smaller text is read by no eye."""

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Key = tuple[int, int]

_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_PAINTS = _FILLS | {"S", "s", "n"}
_SHOWS = {"Tj", "TJ", "'", '"'}

UNPAINTED, COVERED, OUTSIDE, WHITE, TINY, LAYER = "unpainted", "covered", "outside", "white", "tiny", "layer"


@dataclass
class _State:
    """What holds for what is drawn next."""

    matrix: Matrix
    clip: Box
    plain_clip: bool = True
    opaque: bool = True
    light: float | None = 0.0
    plain_colour: bool = True
    font: Font = field(default_factory=Font)
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass
class _Shown:
    """One showing of text: where, when, by which operation, and each letter's box."""

    stream: Key
    operation: int
    order: int
    boxes: list[Box]
    text: list[str]
    state: _State
    layer: bool

    def whole(self) -> Box:
        return (
            min(box[0] for box in self.boxes),
            min(box[1] for box in self.boxes),
            max(box[2] for box in self.boxes),
            max(box[3] for box in self.boxes),
        )


@dataclass
class _Painted:
    """Something painted: where, when, whether nothing shows through, how light it is, whether it is an image."""

    box: Box
    order: int
    opaque: bool
    light: float | None
    image: bool


@dataclass
class _Stream:
    """A page's or a shape's operations, and which letters and operations were seen in some use of them."""

    target: pikepdf.Object
    is_page: bool
    operations: list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]
    seen: dict[int, bytearray] = field(default_factory=dict)
    gaps: dict[int, list[float]] = field(default_factory=dict)
    unseen: set[int] = field(default_factory=set)
    drawn: set[int] = field(default_factory=set)


class Pages:
    """Reads the pages of a PDF one after another, then writes anew those that hold what nobody sees."""

    def __init__(self, pdf: pikepdf.Pdf, off: set[Key], *, most: int = MOST_OPERATIONS) -> None:
        self._pdf = pdf
        self._off = off
        self._streams: dict[Key, _Stream] = {}
        self._fonts: dict[Key, Font] = {}
        self._left = most
        self._comparisons = MOST_COMPARISONS
        self.hidden: dict[str, list[str]] = {}
        self.words: list[str] = []
        self.drawn: set[Key] = set()
        self.named: set[Key] = set()
        self.covers_images = 0

    def read(self, page: pikepdf.Page, covers: list[Box]) -> None:
        """Look at one page; ``covers`` are the boxes that opaque annotations lay over it."""
        box = _page_box(page)
        reading = _Reading(self, page, box)
        reading.run()
        painted = reading.painted + [_Painted(cover, 10**9, True, 0.0, False) for cover in covers]
        covering = [other for other in painted if other.opaque and not other.image]
        images = [other for other in painted if other.image]
        for shown in reading.shown:
            self._compare(len(covering) + len(images))
            self._judge(shown, painted, covering, box)
        for cover in [cover for cover in covering if cover.light is not None and cover.light < 0.25]:
            self._compare(len(images))
            below = [image for image in images if image.order < cover.order]
            if any(_inside(cover.box, image.box) and not _same(cover.box, image.box) for image in below):
                self.covers_images += 1

    def _compare(self, times: int) -> None:
        self._comparisons -= times
        if self._comparisons < 0:
            raise Invalid(TOO_MUCH_INSIDE)

    def _judge(self, shown: _Shown, painted: list[_Painted], covering: list[_Painted], box: Box) -> None:
        stream = self._streams[shown.stream]
        self.words.append("".join(shown.text))
        flags = stream.seen.setdefault(shown.operation, bytearray(len(shown.boxes)))
        reason = _hidden_whole(shown, painted)
        visible = _common(box, shown.state.clip)
        whole = shown.whole()
        covers = [] if reason else [cover.box for cover in covering if _covers(cover, shown, whole)]
        said: dict[str, list[str]] = {}
        for place, letter in enumerate(shown.boxes):
            why = reason or _hidden_letter(letter, covers, visible)
            if why is None:
                flags[place] = 1
            else:
                said.setdefault(why, []).append(shown.text[place])
        for why, letters in said.items():
            text = "".join(letters)
            if text.strip():
                self.hidden.setdefault(why, []).append(text)
            else:  # spaces are nothing to hide
                flags[:] = b"\1" * len(flags) if len(said) == 1 else flags

    def write(self) -> bool:
        """Write again what holds unseen letters or drawings; says whether there was any."""
        changed = False
        for stream in self._streams.values():
            unseen = stream.unseen - stream.drawn
            if not unseen and all(all(flags) for flags in stream.seen.values()):
                continue
            content = pikepdf.unparse_content_stream(list(_rewritten(stream, unseen)))
            if stream.is_page:
                stream.target.Contents = self._pdf.make_stream(content)
            else:
                stream.target.write(content)
            changed = True
        return changed

    def stream(self, target: pikepdf.Object, *, is_page: bool) -> tuple[Key, _Stream]:
        """The operations of a page or shape, parsed once."""
        key = target.objgen if target.is_indirect else (-len(self._streams) - 1, 0)
        if key not in self._streams:
            self._streams[key] = _Stream(target, is_page, list(pikepdf.parse_content_stream(target)))
        return key, self._streams[key]

    def font(self, font: pikepdf.Object) -> Font:
        """A font, read once."""
        if not font.is_indirect:
            return read_font(font)
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = read_font(font)
        return self._fonts[font.objgen]

    def count(self) -> None:
        """One more operation drawn; Invalid beyond what any real file draws."""
        self._left -= 1
        if self._left < 0:
            raise Invalid(TOO_MUCH_INSIDE)

    def is_off(self, layer: pikepdf.Object | None) -> bool:
        """Whether a layer, or every layer of a group of them, is switched off."""
        if not isinstance(layer, pikepdf.Dictionary):
            return False
        if layer.get("/Type") == "/OCMD":
            members = layer.get("/OCGs", pikepdf.Array())
            listed = list(members) if isinstance(members, pikepdf.Array) else [members]
            return bool(listed) and all(_key(member) in self._off for member in listed)
        return _key(layer) in self._off


class _Reading:
    """One page being drawn in thought."""

    def __init__(self, pages: Pages, page: pikepdf.Page, box: Box) -> None:
        self.pages = pages
        self.page = page
        self.shown: list[_Shown] = []
        self.painted: list[_Painted] = []
        self.order = 0
        self.box = box

    def run(self) -> None:
        state = _State((1, 0, 0, 1, 0, 0), _EVERYWHERE)
        self._draw(self.page.obj, self.page.obj.get("/Resources"), state, (), hidden=False, is_page=True)

    def _draw(
        self,
        target: pikepdf.Object,
        resources: pikepdf.Object | None,
        state: _State,
        above: tuple[Key, ...],
        *,
        hidden: bool,
        is_page: bool,
    ) -> None:
        key, stream = self.pages.stream(target, is_page=is_page)
        if key in above or len(above) >= DEEPEST:
            return
        _Drawing(self, key, stream, resources, state, (*above, key), hidden).run()

    def paint(self, box: Box, state: _State, *, image: bool = False, opaque: bool = True) -> None:
        clipped = _common(box, state.clip)
        covers = opaque and state.opaque and state.plain_clip and state.plain_colour and not image
        self.painted.append(_Painted(clipped, self.order, covers, state.light, image))


class _Drawing:
    """One stream of operations being followed."""

    def __init__(
        self,
        reading: _Reading,
        key: Key,
        stream: _Stream,
        resources: pikepdf.Object | None,
        state: _State,
        above: tuple[Key, ...],
        hidden: bool,
    ) -> None:
        self.reading, self.key, self.stream, self.above = reading, key, stream, above
        self.resources = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
        self.state = state
        self.saved: list[_State] = []
        self.line: Matrix = (1, 0, 0, 1, 0, 0)
        self.pen: Matrix = (1, 0, 0, 1, 0, 0)
        self.path: list[Box] = []
        self.points: list[tuple[float, float]] = []
        self.straight = True
        self.clipping = False
        self.marked: list[bool] = []
        self.hidden = hidden

    def run(self) -> None:
        for place, operation in enumerate(self.stream.operations):
            self.reading.pages.count()
            self.reading.order += 1
            try:
                if isinstance(operation, pikepdf.ContentStreamInlineImage):
                    self._image(place)
                else:
                    self._follow(place, str(operation.operator), list(operation.operands))
            except (ValueError, TypeError, IndexError, KeyError, AttributeError, ZeroDivisionError, OverflowError):
                continue  # a viewer, too, passes over an operation that makes no sense

    def _follow(self, place: int, name: str, values: list[pikepdf.Object]) -> None:
        if name in _SHOWS:
            self._show(place, name, values)
        elif name in _PAINTS:
            self._paint(place, name)
        elif name in ("BMC", "BDC", "EMC"):
            self._mark(name, values)
        elif name == "Do":
            self._do(place, str(values[0]))
        elif name == "sh":
            self._seen(place)
            self.reading.paint(self.state.clip, self.state, opaque=False)
        elif name in _TEXT:
            _TEXT[name](self, values)
        elif name in _GRAPHICS:
            _GRAPHICS[name](self, values)

    @property
    def layer_off(self) -> bool:
        return self.hidden or any(self.marked)

    def _seen(self, place: int) -> None:
        (self.stream.unseen if self.layer_off else self.stream.drawn).add(place)

    # Layers

    def _mark(self, name: str, values: list[pikepdf.Object]) -> None:
        if name == "EMC":
            if self.marked:
                self.marked.pop()
            return
        off = False
        if name == "BDC" and str(values[0]) == "/OC":
            properties = self.resources.get("/Properties", pikepdf.Dictionary())
            off = self.reading.pages.is_off(properties.get(str(values[1])))
        self.marked.append(off)

    # Shapes and images

    def _do(self, place: int, name: str) -> None:
        found = self.resources.get("/XObject", pikepdf.Dictionary()).get(name)
        if not isinstance(found, pikepdf.Stream):
            return
        off = self.layer_off or self.reading.pages.is_off(found.get("/OC"))
        self.reading.pages.named.add(_key(found))
        if found.get("/Subtype") != "/Form":
            if self._image(place, off=off):
                self.reading.pages.drawn.add(_key(found))
            return
        (self.stream.unseen if off else self.stream.drawn).add(place)
        if not off:
            self.reading.pages.drawn.add(_key(found))
        inner = copy.copy(self.state)
        inner.matrix = _product(_matrix(found.get("/Matrix", [1, 0, 0, 1, 0, 0])), inner.matrix)
        if "/BBox" in found:
            inner.clip = _common(inner.clip, _moved(_box(found.BBox), inner.matrix))
        group = found.get("/Group")
        if group is not None and not self.state.opaque:
            inner.opaque = False
        self.reading._draw(found, found.get("/Resources", self.resources), inner, self.above, hidden=off, is_page=False)

    def _image(self, place: int, *, off: bool = False) -> bool:
        """Place an image; says whether any of it is seen."""
        box = _moved((0, 0, 1, 1), self.state.matrix)
        if off or self.layer_off:
            self.stream.unseen.add(place)
            self.reading.pages.hidden.setdefault(LAYER, [])
            return False
        if not _meets(box, self.reading.box):
            self.stream.unseen.add(place)
            self.reading.pages.hidden.setdefault(OUTSIDE, [])
            return False
        self.stream.drawn.add(place)
        self.reading.paint(box, self.state, image=True)
        return True

    def _paint(self, place: int, name: str) -> None:
        if self.clipping:
            self._clip()
        if name != "n":
            self._seen(place)
            if self.layer_off:
                self.reading.pages.hidden.setdefault(LAYER, [])
        if name in _FILLS and not self.layer_off:
            for box in self._boxes():
                self.reading.paint(box, self.state)
            if not self.straight or (self.points and not self._rectangle()):
                self.reading.paint(_around(self.points), self.state, opaque=False)
        self.path, self.points, self.straight, self.clipping = [], [], True, False

    def _boxes(self) -> list[Box]:
        rectangle = self._rectangle()
        return self.path + ([rectangle] if rectangle else [])

    def _rectangle(self) -> Box | None:
        """The box of a path of straight lines that is one."""
        corners = self.points[:-1] if len(self.points) == 5 and self.points[0] == self.points[-1] else self.points
        if not self.straight or len(corners) != 4:
            return None
        box = _around(corners)
        upright = all(_near(x, box[0], box[2]) and _near(y, box[1], box[3]) for x, y in corners)
        return box if upright and len({(round(x, 2), round(y, 2)) for x, y in corners}) == 4 else None

    def _clip(self) -> None:
        boxes = self._boxes()
        whole = _around(
            [*self.points, *[(box[0], box[1]) for box in self.path], *[(box[2], box[3]) for box in self.path]]
        )
        self.state.plain_clip &= len(boxes) == 1 and (not self.points or not self.path)
        self.state.clip = _common(self.state.clip, whole)

    def rectangle(self, values: list[pikepdf.Object]) -> None:
        x, y, width, height = map(float, values)
        matrix = self.state.matrix
        moved = _moved((min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height)), matrix)
        if (matrix[1] == matrix[2] == 0) or (matrix[0] == matrix[3] == 0):
            self.path.append(moved)
        else:
            self.straight = False
            self.points += [(moved[0], moved[1]), (moved[2], moved[3])]

    def point(self, values: list[pikepdf.Object]) -> None:
        self.points.append(_at(float(values[-2]), float(values[-1]), self.state.matrix))

    def curve(self, values: list[pikepdf.Object]) -> None:
        self.straight = False
        for place in range(0, len(values) - 1, 2):
            self.points.append(_at(float(values[place]), float(values[place + 1]), self.state.matrix))

    def clip(self, values: list[pikepdf.Object]) -> None:
        self.clipping = True

    # State

    def save(self, values: list[pikepdf.Object]) -> None:
        if len(self.saved) < 10_000:
            self.saved.append(copy.copy(self.state))

    def restore(self, values: list[pikepdf.Object]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def move(self, values: list[pikepdf.Object]) -> None:
        self.state.matrix = _product(_matrix(values), self.state.matrix)

    def look(self, values: list[pikepdf.Object]) -> None:
        look = self.resources.ExtGState[str(values[0])]
        if "/ca" in look or "/BM" in look or "/SMask" in look:
            solid = float(look.get("/ca", 1)) >= 0.99 and str(look.get("/BM", "/Normal")) in ("/Normal", "/Compatible")
            self.state.opaque = solid and str(look.get("/SMask", "/None")) == "/None"

    def grey(self, values: list[pikepdf.Object]) -> None:
        self.state.light, self.state.plain_colour = float(values[0]), True

    def rgb(self, values: list[pikepdf.Object]) -> None:
        self.state.light, self.state.plain_colour = sum(map(float, values)) / 3, True

    def cmyk(self, values: list[pikepdf.Object]) -> None:
        cyan, magenta, yellow, black = map(float, values)
        self.state.light, self.state.plain_colour = 1 - min(1.0, black + (cyan + magenta + yellow) / 3), True

    def colour(self, values: list[pikepdf.Object]) -> None:
        plain = not any(isinstance(value, pikepdf.Name) for value in values)
        self.state.light, self.state.plain_colour = None, plain
        if plain and len(values) == 3:
            self.state.light = sum(map(float, values)) / 3

    # Text

    def begin(self, values: list[pikepdf.Object]) -> None:
        self.pen = self.line = (1, 0, 0, 1, 0, 0)

    def font(self, values: list[pikepdf.Object]) -> None:
        self.state.size = float(values[1])
        fonts = self.resources.get("/Font", pikepdf.Dictionary())
        found = fonts.get(str(values[0]))
        self.state.font = self.reading.pages.font(found) if isinstance(found, pikepdf.Dictionary) else Font()

    def place(self, values: list[pikepdf.Object]) -> None:
        self.pen = self.line = _matrix(values)

    def next_line(self, x: float, y: float) -> None:
        self.pen = self.line = _product((1, 0, 0, 1, x, y), self.line)

    def lead(self, values: list[pikepdf.Object]) -> None:
        self.state.leading = -float(values[1])
        self.next_line(float(values[0]), float(values[1]))

    def _show(self, place: int, name: str, values: list[pikepdf.Object]) -> None:
        if name == '"':
            self.state.word_space, self.state.letter_space = float(values[0]), float(values[1])
        if name in ("'", '"'):
            self.next_line(0, -self.state.leading)
        items = list(values[0]) if name == "TJ" else [values[-1]]
        boxes: list[Box] = []
        text: list[str] = []
        gaps: list[float] = []
        for item in items:
            if isinstance(item, pikepdf.String):
                self._letters(bytes(item), boxes, text, gaps)
            else:
                self._advance(-float(item) / 1000 * self.state.size * self.state.stretch)
        if boxes and not self.state.font.upright:
            self.stream.gaps.setdefault(place, gaps)
            state = copy.copy(self.state)
            self.reading.shown.append(_Shown(self.key, place, self.reading.order, boxes, text, state, self.layer_off))

    def _letters(self, string: bytes, boxes: list[Box], text: list[str], gaps: list[float]) -> None:
        state = self.state
        for code in state.font.codes(string):
            width = state.font.width(code) / 1000
            space = state.letter_space + (state.word_space if code == 32 and state.font.code_length == 1 else 0.0)
            across = (width * state.size + space) * state.stretch
            matrix = _product(self.pen, state.matrix)
            letter = (
                0.0,
                state.rise - 0.2 * state.size,
                width * state.size * state.stretch,
                state.rise + 0.75 * state.size,
            )
            boxes.append(_moved(letter, matrix))
            text.append(state.font.said(code))
            gaps.append(-(width * 1000 + (space * 1000 / state.size if state.size else 0.0)))
            self._advance(across)

    def _advance(self, across: float) -> None:
        self.pen = _product((1, 0, 0, 1, across, 0), self.pen)


def _set(name: str, factor: float = 1.0) -> Callable[[_Drawing, list[pikepdf.Object]], None]:
    def setting(drawing: _Drawing, values: list[pikepdf.Object]) -> None:
        setattr(drawing.state, name, float(values[0]) * factor)

    return setting


def _mode(drawing: _Drawing, values: list[pikepdf.Object]) -> None:
    drawing.state.mode = int(values[0])


_TEXT = {
    "BT": _Drawing.begin,
    "Tf": _Drawing.font,
    "Tm": _Drawing.place,
    "Td": lambda drawing, values: drawing.next_line(float(values[0]), float(values[1])),
    "TD": _Drawing.lead,
    "T*": lambda drawing, values: drawing.next_line(0, -drawing.state.leading),
    "Tc": _set("letter_space"),
    "Tw": _set("word_space"),
    "Tz": _set("stretch", 0.01),
    "TL": _set("leading"),
    "Ts": _set("rise"),
    "Tr": _mode,
}
_GRAPHICS = {
    "q": _Drawing.save,
    "Q": _Drawing.restore,
    "cm": _Drawing.move,
    "gs": _Drawing.look,
    "g": _Drawing.grey,
    "rg": _Drawing.rgb,
    "k": _Drawing.cmyk,
    "cs": _Drawing.colour,
    "sc": _Drawing.colour,
    "scn": _Drawing.colour,
    "re": _Drawing.rectangle,
    "m": _Drawing.point,
    "l": _Drawing.point,
    "c": _Drawing.curve,
    "v": _Drawing.curve,
    "y": _Drawing.curve,
    "W": _Drawing.clip,
    "W*": _Drawing.clip,
}


# What nobody sees


def _hidden_whole(shown: _Shown, painted: list[_Painted]) -> str | None:
    """Why the whole of a text is hidden, by its own look."""
    if shown.layer:
        return LAYER
    box = shown.whole()
    state = shown.state
    # Letters that are not painted lie over or under a scanned page so that it can be searched: the scan shows them.
    if state.mode == 3 and not any(image.image and _meets(image.box, box) for image in painted):
        return UNPAINTED
    first = shown.boxes[0]
    if max(first[2] - first[0], first[3] - first[1]) < SMALLEST * 0.95 and state.mode != 3:
        return TINY
    if state.mode in (0, 4) and state.light is not None and state.light >= 0.98 and state.plain_colour and state.opaque:
        below = [other for other in painted if other.order < shown.order and _meets(other.box, box)]
        if all(not other.image and other.light is not None and other.light >= 0.98 and other.opaque for other in below):
            return WHITE
    return None


def _covers(cover: _Painted, shown: _Shown, whole: Box) -> bool:
    return cover.order > shown.order and _meets(cover.box, whole)


def _hidden_letter(letter: Box, covers: list[Box], visible: Box) -> str | None:
    if not _meets(letter, visible):
        return OUTSIDE
    x, y = (letter[0] + letter[2]) / 2, letter[1] + (letter[3] - letter[1]) * 0.45
    if any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in covers):
        return COVERED
    return None


# Writing again


def _rewritten(
    stream: _Stream, unseen: set[int]
) -> Iterator[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]:
    for place, operation in enumerate(stream.operations):
        flags = stream.seen.get(place)
        if isinstance(operation, pikepdf.ContentStreamInlineImage):
            if place not in unseen:
                yield operation
        elif flags is not None and not all(flags):
            yield from _with_gaps(operation, flags, stream.gaps[place])
        elif place in unseen:
            if str(operation.operator) in _PAINTS:
                yield _instruction("n")
        elif str(operation.operator) == "BDC":
            yield _without_substitute(operation)
        else:
            yield operation


def _with_gaps(
    operation: pikepdf.ContentStreamInstruction, flags: bytearray, gaps: list[float]
) -> Iterator[pikepdf.ContentStreamInstruction]:
    """The same showing of text, with room where the unseen letters stood, so that the seen ones stay in place."""
    name, values = str(operation.operator), list(operation.operands)
    if name == '"':
        yield _instruction("Tw", values[0])
        yield _instruction("Tc", values[1])
    if name in ("'", '"'):
        yield _instruction("T*")
    items = list(values[0]) if name == "TJ" else [values[-1]]
    length = 1 if sum(len(bytes(item)) for item in items if isinstance(item, pikepdf.String)) == len(flags) else 2
    row: list[pikepdf.Object | float | bytearray] = []
    place = 0
    for item in items:
        if not isinstance(item, pikepdf.String):
            row.append(item)
            continue
        string = bytes(item)
        for start in range(0, len(string), length):
            if flags[place]:
                _append(row, string[start : start + length])
            else:
                row.append(round(gaps[place], 3))
            place += 1
    joined = [pikepdf.String(bytes(item)) if isinstance(item, bytearray) else item for item in row]
    yield _instruction("TJ", pikepdf.Array(joined))


def _append(row: list[pikepdf.Object | float | bytearray], letters: bytes) -> None:
    last = row[-1] if row else None
    if isinstance(last, bytearray):
        last += letters
    else:
        row.append(bytearray(letters))


def _without_substitute(operation: pikepdf.ContentStreamInstruction) -> pikepdf.ContentStreamInstruction:
    """What is read aloud or copied in place of some text may repeat what was hidden."""
    tag, properties = list(operation.operands)
    if not isinstance(properties, pikepdf.Dictionary) or "/ActualText" not in properties:
        return operation
    del properties["/ActualText"]
    return _instruction("BDC", tag, properties)


def _instruction(name: str, *values: pikepdf.Object) -> pikepdf.ContentStreamInstruction:
    return pikepdf.ContentStreamInstruction(list(values), pikepdf.Operator(name))


# Boxes


def _page_box(page: pikepdf.Page) -> Box:
    return _common(_box(page.mediabox), _box(page.cropbox))


def _box(values: pikepdf.Object) -> Box:
    x, y, right, top = (float(value) for value in values)
    return min(x, right), min(y, top), max(x, right), max(y, top)


def as_box(values: pikepdf.Object) -> Box:
    """A rectangle of a PDF, its lower left corner first."""
    return _box(values)


def _matrix(values: object) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)  # type: ignore[attr-defined]
    return a, b, c, d, e, f


def _product(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _at(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(box: Box, matrix: Matrix) -> Box:
    return _around([_at(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])])


def _around(points: list[tuple[float, float]]) -> Box:
    if not points:
        return 0.0, 0.0, 0.0, 0.0
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _common(one: Box, two: Box) -> Box:
    return max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])


def _meets(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _inside(small: Box, large: Box) -> bool:
    return small[0] >= large[0] and small[1] >= large[1] and small[2] <= large[2] and small[3] <= large[3]


def _same(one: Box, two: Box) -> bool:
    return all(abs(a - b) < 2 for a, b in zip(one, two, strict=True))


def _near(value: float, *others: float) -> bool:
    return any(abs(value - other) < 0.01 for other in others)


def _key(value: pikepdf.Object) -> Key:
    return value.objgen if value.is_indirect else (0, id(value))
