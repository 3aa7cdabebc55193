"""The workspace file. The only room that knows SQLite; it gives and takes plain domain values.

``container``  opening a ``.wbk`` as a working copy, locking, saving it whole, finding what a crash left behind
``database``   one connection: settings, transactions, storage errors in words
``schema``     tables, triggers, numbered migrations
``codec``      dataclasses to JSON columns and back
``store``      reading and putting things by kind
``history``    the change log: undo, redo, snapshots, restore
"""
