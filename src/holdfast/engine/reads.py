"""Which columns of which event tables some definitions read."""

from collections.abc import Iterable

from holdfast.engine import expressions as x
from holdfast.engine.frames import column_of
from holdfast.engine.tables import TableSpec


def columns_read(exprs: Iterable[x.Expr]) -> dict[str, set[str]]:
    """The columns that these definitions read, by table (the child's own under `child`)."""
    reads: dict[str, set[str]] = {"child": {"as_of"}}
    for node in (node for expr in exprs for node in x.walk(expr)):
        if isinstance(node, x.Field):
            name = column_of(node.spec)
            columns = (
                [f"{name}__{code}" for code in node.spec.codes or ()] if node.spec.kind == "codes" else [name]
            )
            reads.setdefault(node.owner or "child", set()).update(columns, [f"{name}__not"])
        for table in _lists_of(node):
            dates = {table.dated_by, f"{table.dated_by}__not", table.ended_by}
            reads.setdefault(table.name, set()).update(str(name) for name in dates if name)
            reads.setdefault(table.inside or "child", set()).add(f"{table.name}__known")
    return reads


def _lists_of(node: x.Expr) -> tuple[TableSpec, ...]:
    if isinstance(node, (x.Over, x.PeerExists)):
        return (node.entries,)
    return (node.newest.entries,) if isinstance(node, x.At) else ()
