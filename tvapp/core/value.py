"""`dataclass` for values, made quickly: what start-up would spend on writing and compiling the same methods two hundred times.

The standard decorator compiles six methods a class (0.4 ms and more; a third of the app's own start). Here only `__init__` is
compiled; equality, hash and repr are closures over `operator.attrgetter`, which compares as fast. For the type checker this is
`dataclasses.dataclass` itself, so `frozen=True` is held by mypy (strict) and not once more at run time by a `__setattr__`
that would make every construction three times as slow. `dataclasses.fields`, `replace` and `asdict` work as ever.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, eq: bool = True) -> Callable[[type], type]:
        """A class of values that never change: `@dataclass(frozen=True, slots=True)`; `eq=False` compares by identity."""
        if not frozen:
            raise TypeError("what changes is a dataclass of the standard library")

        def made(cls: type) -> type:
            cls = dataclasses.dataclass(repr=False, eq=False, slots=slots)(cls)
            compared = tuple(field.name for field in dataclasses.fields(cls) if field.compare)
            _put(cls, "__repr__", _repr(tuple(field.name for field in dataclasses.fields(cls) if field.repr)))
            if eq:
                of = attrgetter(*compared) if compared else _nothing
                _put(cls, "__eq__", _eq(of))
                _put(cls, "__hash__", lambda self: hash(of(self)))
            return cls

        return made


def _put(cls: type, name: str, method: Callable[..., Any]) -> None:
    if name not in cls.__dict__ or cls.__dict__[name] is None:  # what the class says itself stays
        method.__name__, method.__qualname__ = name, f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)


def _nothing(value: object) -> tuple[()]:
    return ()


def _eq(of: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def eq(self: Any, other: Any) -> Any:
        if self is other:
            return True
        return of(self) == of(other) if other.__class__ is self.__class__ else NotImplemented

    return eq


def _repr(names: tuple[str, ...]) -> Callable[[Any], str]:
    def text(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return text
