<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>composer</name>
    <message numerus="yes">
        <source>Stale: {n} figures have changed since you last saw them.</source>
        <translation><numerusform>Stale: {n} figure has changed since you last saw it.</numerusform><numerusform>Stale: {n} figures have changed since you last saw them.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{finding} (and {n} more below)</source>
        <translation><numerusform>{finding} (and {n} more below)</numerusform><numerusform>{finding} (and {n} more below)</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} figures are wrong; {checked} were checked.</source>
        <translation><numerusform>{n} figure is wrong; {checked} were checked.</numerusform><numerusform>{n} figures are wrong; {checked} were checked.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} findings keep this pack from going out.</source>
        <translation><numerusform>{n} finding keeps this pack from going out.</numerusform><numerusform>{n} findings keep this pack from going out.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} things to look at; the pack can go out.</source>
        <translation><numerusform>{n} thing to look at; the pack can go out.</numerusform><numerusform>{n} things to look at; the pack can go out.</numerusform></translation>
    </message>
</context>
</TS>
