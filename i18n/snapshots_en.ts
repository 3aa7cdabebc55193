<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>changes</name>
    <message numerus="yes">
        <source>{n} changes, as they are shown in the comparison: filter and classes are heeded.</source>
        <translation><numerusform>{n} change, as it is shown in the comparison: filter and classes are heeded.</numerusform><numerusform>{n} changes, as they are shown in the comparison: filter and classes are heeded.</numerusform></translation>
    </message>
</context>
<context>
    <name>revisions</name>
    <message numerus="yes">
        <source>First to latest figure, {n} periods: mean revision {mean}, mean absolute revision {absolute} ({relative} of the level); {up} up, {down} down.</source>
        <translation><numerusform>First to latest figure, {n} period: revision {mean}, absolute {absolute} ({relative} of the level); {up} up, {down} down.</numerusform><numerusform>First to latest figure, {n} periods: mean revision {mean}, mean absolute revision {absolute} ({relative} of the level); {up} up, {down} down.</numerusform></translation>
    </message>
</context>
<context>
    <name>snapshots</name>
    <message numerus="yes">
        <source>The workspace goes back to how it was at {at}: {n} changes made since are taken back. This is a step of its own, which Undo takes back.</source>
        <translation><numerusform>The workspace goes back to how it was at {at}: {n} change made since is taken back. This is a step of its own, which Undo takes back.</numerusform><numerusform>The workspace goes back to how it was at {at}: {n} changes made since are taken back. This is a step of its own, which Undo takes back.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} changes</source>
        <translation><numerusform>{n} change</numerusform><numerusform>{n} changes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} snapshots no longer follow from the change log: the file was changed outside this program.</source>
        <translation><numerusform>{n} snapshot no longer follows from the change log: the file was changed outside this program.</numerusform><numerusform>{n} snapshots no longer follow from the change log: the file was changed outside this program.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} snapshots verified: all as they were taken.</source>
        <translation><numerusform>{n} snapshot verified: as it was taken.</numerusform><numerusform>{n} snapshots verified: all as they were taken.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>… {n} more lines</source>
        <translation><numerusform>… {n} more line</numerusform><numerusform>… {n} more lines</numerusform></translation>
    </message>
</context>
</TS>
