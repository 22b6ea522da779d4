"""Words to whether they say until when a paper holds ("exp.", "good thru", "runs out")."""

from app.extraction.words.small import any_case, small

EXPIRES = r"exp(?:ir(?:es?|ed|ing|y|ation))?"
_THROUGH = r"(?:through|thru|until|till?|to)"
_ENDS = rf"{EXPIRES}|valid(?:ity)?|(?:good|current)\s+{_THROUGH}|renew(?:al|s|ed|able)?|runs?\s+out"
_TELLS = any_case(rf"\b(?:{_ENDS})\b")
_BEFORE_DAY = any_case(
    rf"(?<![^\W\d_])(?:{EXPIRES}\.?|valid(?:\s+{_THROUGH})?|(?:good|current)\s+{_THROUGH}"
    rf"|(?:registered|certified|re-?certified|renewed|lasts)\s+{_THROUGH}|renewal(?:\s+due)?|renews|renew\s+(?:by|before)|runs?\s+out|due"
    r"|re-?certification\s+(?:due|by)|ends|finish(?:es)?|through|thru|until|to"
    r"|vence|vencimiento|v[áa]lid[oa]\s+hasta|hasta|g[üu]ltig\s+bis)"
    r"\s*+(?:date|on|in)?\s*+[:.]?\s*+$"
)


def tells_until(said: str) -> bool:
    """Say whether words tell somewhere that a paper holds until some day, beside which the day may stand."""
    return _TELLS.search(small(said)) is not None


def opens_until(said: str) -> bool:
    """Say whether words begin so, as the head of a column does in which those days stand ("Valid until")."""
    return _TELLS.match(small(said)) is not None


def before_last_day(said: str) -> bool:
    """Say whether words end so that the date behind them is the last day of a paper ("CPR, good thru")."""
    return _BEFORE_DAY.search(small(said)) is not None
