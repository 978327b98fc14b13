"""`python -m bench.directory.report`: puts the newest figures of var/bench/directory.jsonl into docs/performance.md."""

import json
from pathlib import Path

from bench.directory.tables import between, table

FIGURES, PAGE = Path("var/bench/directory.jsonl"), Path("docs/performance.md")


def main() -> None:
    newest: dict[tuple[str, str, int], str] = {}
    for line in FIGURES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        said = f"{row['p50']:.0f}" if row["p95"] is None else f"{row['p50']:.0f} / {row['p95']:.0f}"
        newest[row["what"], row["database"], row["size"]] = said
    columns = sorted(
        {(database, size) for _what, database, size in newest}, key=lambda one: (one[0] != "sqlite", one[1])
    )
    heads = [
        "",
        *(f"{'SQLite' if database == 'sqlite' else 'PostgreSQL'}, {size:,}" for database, size in columns),
    ]
    rows = [[what, *(newest.get((what, *column), "–") for column in columns)]
            for what in dict.fromkeys(what for what, _database, _size in newest)]  # fmt: skip
    between(PAGE, "directory", table(heads, rows))


if __name__ == "__main__":
    main()
