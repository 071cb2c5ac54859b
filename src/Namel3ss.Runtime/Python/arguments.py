# Fills a function's parameters from what the step has, by the rules of docs/python.md. Each is a candidate: its kind is
# "option", "input", "dependency" or "previous"; without a value it is absent.
import difflib
import inspect
import json
import math
import re
import typing

_ABSENT = object()
_LIST = re.compile(r"(?:[\w.]+\.)?(?:list|List|Sequence|MutableSequence|Iterable|Collection)\b(?:\[(.*)\])?")
_OPTIONAL = re.compile(r"(?:typing\.)?(?:Optional|Union)\[(.*)\]$")
_ANYTHING = re.compile(r"(?:typing\.)?(?:Any|object)$")
_MAY_BE_TOO_LARGE = re.compile(rb"[eE]\+?\d{3}|\d{309}")


class Candidate:
    def __init__(self, kind, name, value=_ABSENT):
        self.kind = kind
        self.name = name
        self.absent = value is _ABSENT
        self.value = None if value is _ABSENT else value

    def __str__(self):
        kind = {"dependency": "depends_on step", "previous": "step before"}.get(self.kind, self.kind)
        return "%s '%s'" % (kind, self.name)


def read_candidates(entries, values):
    """An entry is [kind, name, length of its JSON], or [kind, name] if it is absent; the values are in their order."""
    candidates, start = [], 0
    for kind, name, *length in entries:
        candidate = Candidate(kind, name)
        if length:
            end = start + length[0]
            try:
                candidate = Candidate(kind, name, _read(values[start:end]))
            except (ValueError, RecursionError) as error:
                raise CallError("The %s cannot be passed to Python: %s" % (candidate, error)) from None
            start = end
        candidates.append(candidate)
    return candidates


def _read(text):
    # Python makes inf of a number that is too large for it. Only where one may be is each looked at, which takes longer.
    if _MAY_BE_TOO_LARGE.search(text):
        return json.loads(text, parse_float=_finite)
    return json.loads(text)


def _finite(text):
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("%s is larger than any float" % (text if len(text) < 50 else text[:50] + "..."))
    return value


def bind(function, label, candidates):
    """The arguments of the call, or a CallError that shows the signature and what there was."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        raise CallError("%s has no signature that can be read, so its parameters cannot be filled: "
                        "write a def that calls it" % label) from None
    parameters = list(signature.parameters.values())
    named = [p for p in parameters if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    rest_list = next((p for p in parameters if p.kind == p.VAR_POSITIONAL), None)
    rest_map = next((p for p in parameters if p.kind == p.VAR_KEYWORD), None)
    annotations = _annotations(function, parameters)

    filled, used = _fill_by_name(named, candidates)

    def left():
        return [p for p in named if p.name not in filled]

    def required():
        return [p for p in left() if p.default is p.empty]

    dependencies = [c for c in candidates if c.kind == "dependency"]
    unused = [c for c in dependencies if c not in used]
    lists = [p for p in left() if _list_item(annotations[p.name]) is not None]
    only = required()[0] if len(required()) == 1 else None
    if only and len(unused) == 1:
        one = unused.pop()
        wants_list = only in lists and not isinstance(one.value, list)
        filled[only.name] = _values([one], annotations[only.name]) if wants_list else one.value
    elif unused and len(lists) == 1:
        filled[lists[0].name] = _values(unused, annotations[lists[0].name])
        unused = []
    elif unused and rest_list:
        filled[rest_list.name] = tuple(_values(unused, ""))
        unused = []
    elif unused and only and (not annotations[only.name] or _ANYTHING.match(annotations[only.name])):
        filled[only.name] = _values(unused, "")
        unused = []

    previous = next((c for c in candidates if c.kind == "previous"), None)
    if previous and not dependencies and len(required()) == 1:
        filled[required()[0].name] = previous.value

    unused_options = [c for c in candidates if c.kind == "option" and c not in used]
    if rest_map:
        taken = {p.name for p in named}
        rest = {}
        for c in unused_options + [c for c in candidates if c.kind == "input" and c not in used] + unused:
            if c.name not in taken:
                rest.setdefault(c.name, c.value)
        filled[rest_map.name] = rest
        unused_options = []

    missing = required()
    if missing or unused_options:
        raise CallError(_mismatch(label, function, signature, named, missing, unused_options, candidates))
    # In the signature's own order, which BoundArguments relies on.
    bound = inspect.BoundArguments(signature, {p.name: filled[p.name] for p in parameters if p.name in filled})
    bound.apply_defaults()
    return bound


def _fill_by_name(named, candidates):
    filled, used = {}, []
    names = {p.name for p in named}
    for parameter in named:
        for kind in ("option", "input", "dependency"):
            of_kind = [c for c in candidates if c.kind == kind]
            match = next((c for c in of_kind if c.name == parameter.name), None) or next(
                (c for c in of_kind if c.name not in names and _plain(c.name) == _plain(parameter.name)), None)
            if match:
                filled[parameter.name] = match.value
                used.append(match)
                break
    return filled, used


def _plain(name):
    """snake_case = camelCase, any case; from_ is how Python writes a name that is one of its keywords."""
    return name.replace("_", "").lower()


def _annotations(function, parameters):
    """Each parameter's annotation as text; names that stand for types are looked up where that is possible."""
    try:
        hints = typing.get_type_hints(function)
    except Exception:  # A name that exists for type checkers only: the text as it is written is what there is.
        hints = {}
    texts = {}
    for p in parameters:
        annotation = hints.get(p.name, p.annotation)
        texts[p.name] = "" if annotation is p.empty else (
            annotation if isinstance(annotation, str) else inspect.formatannotation(annotation))
    return texts


def _list_item(annotation):
    """T of a list[T], an Optional[list[T]] or a list[T] | None; "" of a list; None of what is no list."""
    optional = _OPTIONAL.match(annotation)
    match = _LIST.match(optional.group(1) if optional else annotation)
    return (match.group(1) or "") if match else None


def _values(dependencies, annotation):
    """One item per step; with list[T], T no list itself, a step that has a list gives its items."""
    item = _list_item(annotation) or ""
    spread = bool(item) and _list_item(item) is None and not _ANYTHING.match(item)
    keep_absent = re.search(r"\b(?:None|NoneType|Optional)\b", item) is not None
    values = []
    for dependency in dependencies:
        if dependency.absent and not keep_absent:
            continue
        if spread and isinstance(dependency.value, list):
            values.extend(dependency.value)
        else:
            values.append(dependency.value)
    return values


def _mismatch(label, function, signature, named, missing, unused_options, candidates):
    problems = []
    for option in unused_options:
        near = did_you_mean(option.name, [p.name for p in named])
        problems.append("no parameter takes the option '%s'%s" % (option.name, near))
    for parameter in missing:
        problems.append("nothing fills the parameter '%s'" % parameter.name)
    shown = "%s%s" % (getattr(function, "__name__", label), signature)
    there = ", ".join("%s (without a value)" % c if c.absent else str(c) for c in candidates) or "nothing"
    return "%s: %s. The function is %s; the step has: %s." % (label, "; ".join(problems), shown[:400], there)


def did_you_mean(name, names):
    near = difflib.get_close_matches(name, names, 1)
    return " (did you mean '%s'?)" % near[0] if near else ""
