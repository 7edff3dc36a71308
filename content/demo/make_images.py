"""Draws the pictures of the demonstration province: ``python -m content.demo.make_images``, results committed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parent / "images"
FONTS = Path("/usr/share/fonts/truetype/dejavu")
SIZE = (1200, 675)
SCALE = 2
"""Drawn twice as large and made smaller, for smooth edges."""

PAPER, SURFACE, INK, MUTED, LINE = "#fbfaf6", "#ffffff", "#1a1b20", "#55565e", "#d9d6cc"
INDIGO, LACQUER, JADE, AMBER = "#1c3f7a", "#9e1b1e", "#1d6344", "#7a5200"
WATER, HILL, HILL_FAR, GROUND = "#cfdcec", "#c9d8c9", "#dde6da", "#efece2"

Point = tuple[float, float]


class Sheet:
    """A drawing surface measured in the pixels of the finished picture."""

    def __init__(self, background: str) -> None:
        self.image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), background)
        self.draw = ImageDraw.Draw(self.image)

    def area(self, points: Sequence[Point], fill: str) -> None:
        """A filled polygon."""
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        """A filled rectangle."""
        self.draw.rectangle((left * SCALE, top * SCALE, right * SCALE, bottom * SCALE), fill=fill)

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        """A line with round joints and ends."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=fill, width=round(width * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.dot(x, y, width / 2, fill)

    def dashes(self, points: Sequence[Point], fill: str, width: float, on: int = 3, off: int = 2) -> None:
        """A broken line along closely set points."""
        for start in range(0, len(points) - 1, on + off):
            self.line(points[start : start + on + 1], fill, width)

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        """A filled circle."""
        around = (x - radius, y - radius, x + radius, y + radius)
        self.draw.ellipse([value * SCALE for value in around], fill=fill)

    def text(
        self, x: float, y: float, said: str, size: int, fill: str = INK, bold: bool = False, anchor: str = "ls"
    ) -> None:
        """One line of text at its base line."""
        file = FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")
        font = ImageFont.truetype(str(file), size * SCALE)
        self.draw.text((x * SCALE, y * SCALE), said, fill=fill, font=font, anchor=anchor)

    def save(self, name: str) -> None:
        """Make it smaller and write it."""
        self.image.resize(SIZE, Image.Resampling.LANCZOS).save(FOLDER / name, quality=90, method=6)


def curve(points: Sequence[Point], steps: int = 24) -> list[Point]:
    """A smooth line through points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    found: list[Point] = []
    for first, start, end, last in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            found.append(
                (between(first[0], start[0], end[0], last[0], t), between(first[1], start[1], end[1], last[1], t))
            )
    return [*found, points[-1]]


def between(before: float, start: float, end: float, after: float, t: float) -> float:
    """One coordinate between ``start`` and ``end``."""
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * start - before - 3 * end + after) * t**3
    )


def on_time_chart() -> Sheet:
    """Files handled on time in the eight communes and wards, as bars."""
    shares = (
        ("Bến Lụa", 99), ("Phố Hòa", 99), ("Chợ Gốm", 98), ("Đồng Dâu", 98),
        ("Khe Vàng", 97), ("Nậm Sa", 96), ("Trà Sơn", 93), ("Đầm Sậy", 91),
    )  # fmt: skip
    sheet = Sheet(PAPER)
    sheet.text(70, 82, "Hồ sơ giải quyết đúng hạn", 38, bold=True)
    sheet.text(70, 122, "Tám xã, phường của tỉnh Hòa Giang, phần trăm", 22, MUTED)
    sheet.line([(70, 142), (1130, 142)], INK, 2)
    left, right = 260, 1060
    for percent in range(0, 101, 20):
        x = left + percent / 100 * (right - left)
        sheet.line([(x, 178), (x, 606)], LINE, 1)
        sheet.text(x, 640, str(percent), 19, MUTED, anchor="ms")
    for row, (name, share) in enumerate(shares):
        top = 184 + row * 53
        end = left + share / 100 * (right - left)
        sheet.text(240, top + 29, name, 23, anchor="rs")
        sheet.box(left, top, end, top + 38, LACQUER if share < 95 else INDIGO)
        sheet.text(end + 14, top + 29, str(share), 23, bold=True)
    target = left + 95 / 100 * (right - left)
    sheet.dashes([(target, y) for y in range(176, 612, 4)], INK, 2)
    sheet.text(target, 168, "chỉ tiêu 95", 18, MUTED, anchor="ms")
    return sheet


def pass_map() -> Sheet:
    """The way round the closed pass, as a plan."""
    sheet = Sheet(GROUND)
    far = curve([(-20, 200), (150, 120), (330, 190), (520, 70), (720, 150), (900, 60), (1220, 170)])
    sheet.area([(-20, -20), *[(x, y) for x, y in reversed(far)][::-1], (1220, -20)], HILL_FAR)
    for centre, wide, high in (((560, 250), 190, 110), ((760, 330), 150, 90), ((380, 330), 130, 70)):
        ring = [
            (centre[0] + wide * math.cos(turn / 40 * math.tau), centre[1] + high * math.sin(turn / 40 * math.tau))
            for turn in range(40)
        ]
        sheet.area(ring, HILL)
    sheet.line(curve([(-20, 560), (220, 520), (470, 590), (760, 540), (980, 600), (1220, 560)]), WATER, 46)
    sheet.text(1040, 615, "sông Lụa", 20, INDIGO, anchor="ms")
    road = curve([(90, 430), (240, 380), (400, 260), (560, 210), (720, 260), (860, 330), (1090, 370)])
    sheet.line(road, SURFACE, 16)
    sheet.line(road, MUTED, 10)
    closed = road[58:100]
    sheet.line(closed, LACQUER, 16)
    around = curve([(240, 380), (330, 470), (520, 500), (700, 470), (860, 440), (1000, 365)])
    sheet.line(around, SURFACE, 14)
    sheet.dashes(around, INDIGO, 9)
    for x, y in (closed[0], closed[-1]):
        sheet.dot(x, y, 19, SURFACE)
        sheet.dot(x, y, 15, LACQUER)
        sheet.box(x - 8, y - 3, x + 8, y + 3, SURFACE)
    for x, y, name, side in ((90, 430, "Phố Hòa", "ms"), (1090, 370, "Khe Vàng", "ms"), (520, 500, "Trà Sơn", "ms")):
        sheet.dot(x, y, 12, SURFACE)
        sheet.dot(x, y, 8, INK)
        sheet.text(x, y + 42, name, 24, bold=True, anchor=side)
    sheet.area([(826, 236), (862, 206), (898, 236), (898, 274), (826, 274)], JADE)
    sheet.text(862, 192, "Điểm sơ tán Cầu Treo", 20, JADE, bold=True, anchor="ms")
    sheet.text(560, 172, "Cấm đường Km 15 - Km 19", 24, LACQUER, bold=True, anchor="ms")
    sheet.text(720, 428, "Đường vòng, thêm 31 km", 22, INDIGO, bold=True, anchor="ms")
    sheet.text(60, 72, "Đèo Khe Vàng: đi vòng qua Trà Sơn", 34, bold=True)
    return sheet


def bridge() -> Sheet:
    """The second bridge of Bến Lụa while it is being built."""
    sheet = Sheet(PAPER)
    sheet.area(
        [(-10, 330), *curve([(0, 300), (260, 190), (520, 280), (800, 170), (1210, 290)]), (1210, 460), (-10, 460)],
        HILL_FAR,
    )
    sheet.area(
        [(-10, 380), *curve([(0, 350), (330, 280), (690, 350), (960, 260), (1210, 340)]), (1210, 470), (-10, 470)], HILL
    )
    sheet.box(0, 452, 1200, 675, WATER)
    for row, (start, end) in enumerate(((70, 260), (420, 700), (820, 1010), (180, 420), (600, 760), (930, 1150))):
        y = 560 + (row % 3) * 38
        sheet.line([(start, y), (end, y)], SURFACE, 3)
    sheet.area([(-10, 440), (150, 440), (210, 500), (-10, 520)], "#d8cfb6")
    sheet.area([(1210, 440), (1060, 440), (1000, 500), (1210, 520)], "#d8cfb6")
    piers = [190 + 117 * number for number in range(8)]
    for number, x in enumerate(piers):
        finished = number < 7
        top = 372 if finished else 430
        sheet.box(x - 13, top, x + 13, 540, MUTED if finished else AMBER)
        sheet.box(x - 26, 528, x + 26, 548, MUTED if finished else AMBER)
    deck = [(-10.0, 360.0), (piers[6] + 18.0, 360.0), (piers[6] + 18.0, 378.0), (-10.0, 378.0)]
    sheet.area(deck, INDIGO)
    sheet.box(-10, 344, piers[6] + 18, 348, INDIGO)
    for x in range(0, int(piers[6]) + 18, 22):
        sheet.line([(x, 346), (x, 362)], INDIGO, 2)
    sheet.dashes([(x, 369) for x in range(int(piers[6]) + 24, 1210, 7)], INDIGO, 4)
    sheet.line([(1030, 440), (1030, 150)], AMBER, 7)
    sheet.line([(880, 165), (1110, 165)], AMBER, 6)
    sheet.line([(1030, 130), (890, 165)], AMBER, 3)
    sheet.line([(1030, 130), (1100, 165)], AMBER, 3)
    sheet.line([(912, 165), (912, 300)], MUTED, 2)
    sheet.box(892, 300, 932, 318, INDIGO)
    sheet.text(60, 84, "Cầu Bến Lụa 2", 40, bold=True)
    sheet.text(60, 124, "62 phần trăm khối lượng · 7 trên 8 trụ đã xong", 23, MUTED)
    sheet.text(128, 604, "phường Bến Lụa", 21, INDIGO, bold=True, anchor="ms")
    sheet.text(1068, 604, "phường Chợ Gốm", 21, INDIGO, bold=True, anchor="ms")
    return sheet


PICTURES: dict[str, Callable[[], Sheet]] = {
    "ho-so-dung-han.webp": on_time_chart,
    "so-do-deo-khe-vang.webp": pass_map,
    "cau-ben-lua-2.webp": bridge,
}


def main() -> None:
    """Draw every picture."""
    FOLDER.mkdir(exist_ok=True)
    for name, drawn in PICTURES.items():
        drawn().save(name)


if __name__ == "__main__":
    main()
