"""Facts about identifiers and ages, without a database."""

from datetime import date


def is_nhs_number(text: str) -> bool:
    """Ten digits whose check digit is right: modulus 11 (NHS Data Dictionary, NHS NUMBER)."""
    digits = text.replace(" ", "").replace("-", "")
    if len(digits) != 10 or not digits.isdigit() or not digits.isascii():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def age_on(born: date, day: date) -> int:
    """Whole years on a day. Someone born on 29 February turns a year older on 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """The day on which someone reaches an age (29 February becomes 1 March in common years)."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def jurisdiction_of(code: str) -> str:
    """An authority's country by its official code (ONS)."""
    return "england" if code.upper().startswith("E") else "wales"
