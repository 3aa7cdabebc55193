"""Official statistical tables in: read the way a careful person reads, refused where that is not possible.

The way of a table through this room: :mod:`.readers` (bytes → :class:`.book.Book`) → :mod:`.tables` (layout, periods,
marks → :class:`.reading.Reading`) → :mod:`.recipes` (labels → indicators) → :mod:`.reconciliation` (what is new).
Nothing here writes; the services do, as one undoable operation.
"""
