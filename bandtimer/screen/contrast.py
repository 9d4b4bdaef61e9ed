"""Contrast and luminance of colours, by the definitions of WCAG 2.2."""

from __future__ import annotations

from textual.color import Color


def luminance(colour: Color) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lit(colour: Color, wanted: float) -> Color:
    """The same hue at another luminance: dimmed in proportion, or lightened towards white."""
    parts = [_linear(part) for part in colour.rgb]
    now = luminance(colour)
    if wanted <= now:
        parts = [part * wanted / now for part in parts]
    else:
        share = (wanted - now) / (1 - now)
        parts = [part + (1 - part) * share for part in parts]
    red, green, blue = (_byte(part) for part in parts)
    return Color(red, green, blue)


def _linear(part: int) -> float:
    value = part / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _byte(linear: float) -> int:
    value = linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return min(255, max(0, round(value * 255)))
