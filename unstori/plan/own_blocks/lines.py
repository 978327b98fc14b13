"""Words as they stand in a document, and lines that have something to say."""


def quote(words: str, by: str, lang: str) -> dict[str, str]:
    return {"text": words, "by": by, "lang": lang}


def full(lines: list[list[str]]) -> list[list[str]]:
    return [line for line in lines if line[1]]
