<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>import</name>
    <message numerus="yes">
        <source>The series held has {n} definitions; each figure goes to the one of its period.</source>
        <translation><numerusform>The series held has {n} definition; each figure goes to the one of its period.</numerusform><numerusform>The series held has {n} definitions; each figure goes to the one of its period.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>The table does not explain “{sign}” ({n} cells). Your answer is kept with your name and the time.</source>
        <translation><numerusform>The table does not explain “{sign}” ({n} cell). Your answer is kept with your name and the time.</numerusform><numerusform>The table does not explain “{sign}” ({n} cells). Your answer is kept with your name and the time.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} figures were imported. Undo takes them back in one step.</source>
        <translation><numerusform>{n} figure was imported. Undo takes it back in one step.</numerusform><numerusform>{n} figures were imported. Undo takes them back in one step.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} marks unexplained</source>
        <translation><numerusform>{n} mark unexplained</numerusform><numerusform>{n} marks unexplained</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} series</source>
        <translation><numerusform>{n} series</numerusform><numerusform>{n} series</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} series selected</source>
        <translation><numerusform>{n} series selected</numerusform><numerusform>{n} series selected</numerusform></translation>
    </message>
</context>
</TS>
