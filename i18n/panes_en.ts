<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DataPane</name>
    <message numerus="yes">
        <source>{n} figures, every vintage on a row of its own</source>
        <translation><numerusform>{n} figure, every vintage on a row of its own</numerusform><numerusform>{n} figures, every vintage on a row of its own</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} series</source>
        <translation><numerusform>{n} series</numerusform><numerusform>{n} series</numerusform></translation>
    </message>
</context>
<context>
    <name>ScenariosPane</name>
    <message numerus="yes">
        <source>{name}: {n} scenarios</source>
        <translation><numerusform>{name}: {n} scenario</numerusform><numerusform>{name}: {n} scenarios</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Adds to {variable} ({unit}) over {n} years</source>
        <translation><numerusform>Adds to {variable} ({unit}) over {n} year</numerusform><numerusform>Adds to {variable} ({unit}) over {n} years</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Drawing {n} times</source>
        <translation><numerusform>Drawing {n} time</numerusform><numerusform>Drawing {n} times</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} cells were left out: their years are actual.</source>
        <translation><numerusform>{n} cell was left out: its year is actual.</numerusform><numerusform>{n} cells were left out: their years are actual.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} draws, seed {seed}</source>
        <translation><numerusform>{n} draw, seed {seed}</numerusform><numerusform>{n} draws, seed {seed}</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} drivers pasted.</source>
        <translation><numerusform>{n} driver pasted.</numerusform><numerusform>{n} drivers pasted.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} values are not computable, the first: {name} in {year}.</source>
        <translation><numerusform>{n} value is not computable: {name} in {year}.</numerusform><numerusform>{n} values are not computable, the first: {name} in {year}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} variables, {identities} of them computed; {first}–{last}.</source>
        <translation><numerusform>{n} variable, {identities} of them computed; {first}–{last}.</numerusform><numerusform>{n} variables, {identities} of them computed; {first}–{last}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} years ahead</source>
        <translation><numerusform>{n} year ahead</numerusform><numerusform>{n} years ahead</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} own assumptions</source>
        <translation><numerusform>{n} own assumption</numerusform><numerusform>{n} own assumptions</numerusform></translation>
    </message>
</context>
<context>
    <name>ConsistencyPage</name>
    <message numerus="yes">
        <source>{n} findings</source>
        <translation><numerusform>{n} finding</numerusform><numerusform>{n} findings</numerusform></translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message numerus="yes">
        <source>{n} figures not saved yet</source>
        <translation><numerusform>{n} figure not saved yet</numerusform><numerusform>{n} figures not saved yet</numerusform></translation>
    </message>
</context>
</TS>
