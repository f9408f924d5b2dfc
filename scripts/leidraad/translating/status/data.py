"""The state of translations for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from leidraad.translating import Translation
from leidraad.translating.status.count import SHOWN, words
from leidraad.translations.states import Standing


def data(found: Sequence[Translation], *, is_detailed: bool) -> str:
    """Return JSON: words in each state for each chapter, and every block that is not translated."""
    return json.dumps([_chapter(one) for one in found], ensure_ascii=False, indent=2)


def _chapter(one: Translation) -> dict[str, Any]:
    counted = words([one])
    return {
        "chapter": one.chapter,
        "language": one.lang,
        "source": one.source.path,
        "translation": one.target.path if one.target else None,
        "words": {state: counted[state] for state in SHOWN},
        "blocks": [_block(standing) for standing in one.standings if standing.state != "translated"],
    }


def _block(standing: Standing) -> dict[str, Any]:
    source, target, entry = standing.source, standing.target, standing.entry
    return {
        "id": standing.id,
        "state": standing.state,
        "source": {"line": source.line or None, "text": source.text} if source else None,
        "translation": {"line": target.line or None, "text": target.text} if target else None,
        "accepted_source": entry.text if entry else None,
        "translation_changed": standing.is_touched,
    }
