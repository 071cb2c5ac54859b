# A call's result as JSON text. Sent to the worker process together with arguments.py and worker.py, as one script.
import base64
import dataclasses
import datetime
import decimal
import enum
import json
import json.encoder
import math
import uuid


class CallError(Exception):
    """A mistake that the worker itself found: its text is the whole message, no traceback helps."""


class _NotPlain(Exception):
    pass


def _not_plain(value):
    raise _NotPlain


def to_json(value):
    """UTF-8 JSON of a result; what has no JSON is a CallError that names the type and the place."""
    try:
        # The fast way, in C. Whatever it refuses goes the slow way, which knows more types and says where it failed.
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_not_plain)
    except (_NotPlain, TypeError, ValueError, RecursionError):
        pieces = []
        try:
            _write(value, "result", pieces, set())
        except RecursionError:
            raise CallError("the result is nested too deeply for JSON") from None
        text = "".join(pieces)
    return to_utf8(text)


def to_utf8(text):
    """Half a surrogate pair has no UTF-8: it becomes U+FFFD, as .NET does it in the other direction."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def _write(value, path, out, above):
    if value is None or value is True or value is False:
        out.append("null" if value is None else "true" if value else "false")
    elif isinstance(value, enum.Enum):
        _write(value.value, path, out, above)
    elif isinstance(value, str):
        out.append(json.encoder.encode_basestring(value))
    elif isinstance(value, (int, float, decimal.Decimal)):
        out.append(_number(value, path))
    elif isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        out.append(json.encoder.encode_basestring(value.isoformat()))
    elif isinstance(value, uuid.UUID):
        out.append('"%s"' % value)
    elif isinstance(value, (bytes, bytearray)):
        out.append('"%s"' % base64.b64encode(value).decode("ascii"))
    else:
        if id(value) in above:
            raise CallError("the result contains itself, at %s" % path)
        above.add(id(value))
        _write_container(value, path, out, above)
        above.discard(id(value))


def _write_container(value, path, out, above):
    if isinstance(value, dict):
        _write_object(((_key(key, path), item) for key, item in value.items()), path, out, above)
    elif isinstance(value, (list, tuple)):
        separator = "["
        for index, item in enumerate(value):
            out.append(separator)
            _write(item, "%s[%d]" % (path, index), out, above)
            separator = ","
        out.append("]" if value else "[]")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        _write_object(fields, path, out, above)
    elif isinstance(value, (set, frozenset)):
        raise CallError("%s is a set, which has no order: return sorted(…) or list(…) of it" % path)
    else:
        raise CallError(
            "%s is a %s, which has no JSON form: return dict, list, str, int, float, bool, None or a dataclass"
            % (path, type_name(type(value))))


def _write_object(items, path, out, above):
    separator = "{"
    for key, item in items:
        out.append("%s%s:" % (separator, json.encoder.encode_basestring(key)))
        _write(item, "%s.%s" % (path, key), out, above)
        separator = ","
    out.append("{}" if separator == "{" else "}")


def _number(value, path):
    if isinstance(value, int):
        return _integer(value, path)
    is_decimal = isinstance(value, decimal.Decimal)
    if not (value.is_finite() if is_decimal else math.isfinite(value)):
        raise CallError("%s is %s, which JSON cannot carry: return None or a finite number" % (path, value))
    return str(value) if is_decimal else float.__repr__(value)


def _integer(value, path):
    try:
        return int.__repr__(value)
    except ValueError as error:  # Python writes thousands of digits only where it was told to.
        raise CallError("%s is an integer that cannot be written: %s" % (path, error)) from None


def _key(key, path):
    if isinstance(key, enum.Enum):
        key = key.value
    if isinstance(key, str):
        return str.__str__(key)
    if key is None or isinstance(key, bool):
        return json.dumps(key)
    if isinstance(key, int):
        return _integer(key, "a key of %s" % path)
    if isinstance(key, float) and math.isfinite(key):
        return float.__repr__(key)
    raise CallError("%s has a key of type %s; keys are texts or numbers" % (path, type_name(type(key))))


def type_name(kind):
    """As Python's own tracebacks write it."""
    try:
        module = getattr(kind, "__module__", None)
        return kind.__qualname__ if module in (None, "builtins") else "%s.%s" % (module, kind.__qualname__)
    except Exception:  # A metaclass may have ideas of its own.
        return type.__dict__["__name__"].__get__(kind)
