"""botocore's model of ACM turned into requests at and beyond the edge of every constraint it states."""

import base64
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import botocore.session
from botocore.model import ListShape, OperationModel, Shape, StructureShape

ABSENT = "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555"
ABSENT_CA = (
    "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/11111111-2222-3333-4444-555555555555"
)


def of_length(prefix: str) -> Callable[[int], str | None]:
    return lambda length: prefix + "a" * (length - len(prefix)) if length > len(prefix) else None


def domain_of_length(length: int) -> str | None:
    """Labels of 63, and a last one that fills up."""
    if length < 4:
        return None
    labels, rest = [], length
    while rest > 63:
        size = 63 if rest - 64 >= 2 else 61
        labels.append("a" * size)
        rest -= size + 1
    return ".".join([*labels, "a" * rest] if labels else ["a", "a" * (rest - 2)])


def serial_of_length(length: int) -> str | None:
    return ":".join(["0a"] * ((length + 1) // 3)) if length % 3 == 2 and length >= 5 else None


# For shapes with a pattern: a value that fits, of exactly so many characters; None when there is none.
FITTING: dict[str, Callable[[int], str | None]] = {
    "Arn": of_length("arn:a:acm:a:1:"),
    "CertificateArn": of_length("arn:a:acm:a:1:certificate/"),
    "PcaArn": of_length("arn:a:acm-pca:a:1:"),
    "DomainNameString": domain_of_length,
    "SerialNumber": serial_of_length,
}
USUAL: dict[str, Any] = {
    "Arn": ABSENT,
    "CertificateArn": ABSENT,
    "PcaArn": ABSENT_CA,
    "DomainNameString": "edge.test",
    "SerialNumber": "0a:0b:0c",
    "AcmeAccountId": "a" * 36,
}
MISFITS: dict[str, str] = {
    "Arn": "arn:aws:iam::000000000000:role/of-something-else",
    "CertificateArn": "arn:aws:acm:us-east-1:000000000000:acme-endpoint/1",
    "PcaArn": ABSENT,
    "DomainNameString": "under_score.test",
    "SerialNumber": "0A:0B:0C",
    "IdempotencyToken": "with-hyphen",
    "NextToken": "\u0100",
    "TagKey": "a*b",
    "TagValue": "a*b",
}

CLIENT_SIDE_ONLY = "Acme"  # the ACME control plane has a host of its own


class Case(NamedTuple):
    operation: str
    path: str  # as AWS names it: tags.1.member.key
    constraint: str  # what AWS says after "failed to satisfy constraint: "
    body: dict[str, Any]
    shape: Shape
    in_list: bool = False  # the element of a list: AWS wraps the constraint

    def __str__(self) -> str:
        return f"{self.operation}-{self.path}-{self.constraint[:48]}"


def operations() -> list[OperationModel]:
    model = botocore.session.get_session().get_service_model("acm")
    found = [model.operation_model(name) for name in model.operation_names]
    return [operation for operation in found if CLIENT_SIDE_ONLY not in operation.name]


def usual(shape: Shape) -> Any:
    """Something that satisfies every constraint of the shape."""
    if shape.name in USUAL:
        return USUAL[shape.name]
    if isinstance(shape, StructureShape):
        names = shape.required_members or (
            list(shape.members)[-1:] if shape.metadata.get("union") or shape.is_tagged_union else []
        )
        return {name: usual(shape.members[name]) for name in names}
    if isinstance(shape, ListShape):
        return [usual(shape.member)]
    if shape.type_name == "blob":
        return encoded(max(int(shape.metadata.get("min", 1)), 1))
    if shape.enum:
        return shape.enum[0]
    return {"integer": 1, "long": 1, "boolean": True, "timestamp": 1700000000}.get(shape.type_name, "a")


def encoded(length: int) -> str:
    return base64.b64encode(b"a" * length).decode()


def camel(name: str) -> str:
    return name[0].lower() + name[1:]


def sized(shape: Shape, size: int) -> Any:
    """A value of that size that breaks nothing else; None when there is none."""
    if size < 0:
        return None
    if shape.type_name in ("integer", "long"):
        return size
    if isinstance(shape, ListShape):
        return [distinct(shape.member, index) for index in range(size)]
    if shape.type_name == "blob":
        return encoded(size)
    if shape.name in FITTING:
        return FITTING[shape.name](size)
    return "a" * size


def distinct(shape: Shape, index: int) -> Any:
    value = usual(shape)
    if shape.name == "Tag":
        return {"Key": f"key{index}"}
    if shape.name == "TagKey":
        return f"key{index}"
    if shape.name == "DomainNameString":
        return f"edge{index}.test"
    return value


def bounds(shape: Shape) -> Iterator[tuple[str, int, int]]:
    """The text of each bound, the last size inside and the first beyond."""
    what = "value" if shape.type_name in ("integer", "long") else "length"
    if "min" in shape.metadata and (shape.metadata["min"] > 0 or what == "value"):
        low = int(shape.metadata["min"])
        yield f"Member must have {what} greater than or equal to {low}", low, low - 1
    if "max" in shape.metadata:
        high = int(shape.metadata["max"])
        yield f"Member must have {what} less than or equal to {high}", high, high + 1


def places(operation: OperationModel) -> Iterator[tuple[str, Shape, Callable[[Any], dict[str, Any]], bool]]:
    """Every member of the input: its path, its shape, and the request with a value put there."""
    root = operation.input_shape
    if root is None:
        return
    base = usual(root)

    def walk(
        shape: Shape, path: str, put: Callable[[Any], dict[str, Any]], above: tuple[str, ...], in_list: bool
    ) -> Iterator[tuple[str, Shape, Callable[[Any], dict[str, Any]], bool]]:
        if path:
            yield path, shape, put, in_list
        if shape.name in above:
            return
        inside = (*above, shape.name)
        if isinstance(shape, StructureShape):
            around = {} if shape.metadata.get("union") or shape.is_tagged_union else usual(shape)
            for name, member in shape.members.items():
                yield from walk(
                    member,
                    f"{path}.{camel(name)}" if path else camel(name),
                    lambda value, name=name, around=around: put({**around, name: value}),
                    inside,
                    False,
                )
        elif isinstance(shape, ListShape):
            yield from walk(shape.member, f"{path}.1.member", lambda value: put([value]), inside, True)

    yield from walk(root, "", lambda value: {**base, **value}, (), False)


def beyond() -> Iterator[Case]:
    """One request for every way to break one constraint."""
    for operation in operations():
        name = operation.name
        for path, shape, put, in_list in places(operation):
            for text, _, outside in bounds(shape):
                value = sized(shape, outside)
                if value is None and shape.type_name == "string":
                    value = "a" * outside
                if value is not None and outside >= 0:
                    yield Case(name, path, text, put(value), shape, in_list)
            if shape.type_name == "string" and shape.enum:
                yield Case(
                    name, path, "Member must satisfy enum value set: ", put("NOT_ONE_OF_THEM"), shape, in_list
                )
            if "pattern" in shape.metadata and shape.name in MISFITS:
                text = f"Member must satisfy regular expression pattern: {shape.metadata['pattern']}"
                yield Case(name, path, text, put(MISFITS[shape.name]), shape, in_list)
            if isinstance(shape, StructureShape):
                yield from missing(name, path, shape, put)
        if operation.input_shape is not None:
            yield from missing(name, "", operation.input_shape, lambda value: value)


def missing(
    operation: str, path: str, shape: StructureShape, put: Callable[[Any], dict[str, Any]]
) -> Iterator[Case]:
    for member in shape.required_members:
        body = {key: value for key, value in usual(shape).items() if key != member}
        where = f"{path}.{camel(member)}" if path else camel(member)
        yield Case(operation, where, "Member must not be null", put(body), shape.members[member])


def inside() -> Iterator[Case]:
    """The last values that every constraint still allows."""
    for operation in operations():
        for path, shape, put, in_list in places(operation):
            for text, last, _ in bounds(shape):
                value = sized(shape, last)
                if value is not None:
                    yield Case(operation.name, path, f"at {last}: {text}", put(value), shape, in_list)
            if shape.type_name == "string" and shape.enum:
                for value in shape.enum:
                    yield Case(operation.name, path, f"is {value}", put(value), shape, in_list)
