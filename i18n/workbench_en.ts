<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>check</name>
    <message numerus="yes">
        <source>{n} findings</source>
        <translation><numerusform>{n} finding</numerusform><numerusform>{n} findings</numerusform></translation>
    </message>
</context>
<context>
    <name>documents</name>
    <message numerus="yes">
        <source>{n} documents, {size}</source>
        <translation><numerusform>{n} document, {size}</numerusform><numerusform>{n} documents, {size}</numerusform></translation>
    </message>
</context>
<context>
    <name>export</name>
    <message numerus="yes">
        <source>{n} files were recorded as issued for “{meeting}”</source>
        <translation><numerusform>{n} file was recorded as issued for “{meeting}”</numerusform><numerusform>{n} files were recorded as issued for “{meeting}”</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} files were written to {folder}</source>
        <translation><numerusform>{n} file was written to {folder}</numerusform><numerusform>{n} files were written to {folder}</numerusform></translation>
    </message>
</context>
<context>
    <name>issued</name>
    <message numerus="yes">
        <source>“{file}” was made again: {n} figures are other ones now, listed in its cover note.</source>
        <translation><numerusform>“{file}” was made again: {n} figure is another one now, listed in its cover note.</numerusform><numerusform>“{file}” was made again: {n} figures are other ones now, listed in its cover note.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} figures of “{file}” have changed since it was issued</source>
        <translation><numerusform>{n} figure of “{file}” has changed since it was issued</numerusform><numerusform>{n} figures of “{file}” have changed since it was issued</numerusform></translation>
    </message>
</context>
<context>
    <name>status</name>
    <message numerus="yes">
        <source>Snapshot “{name}” {n} days ago</source>
        <translation><numerusform>Snapshot “{name}” {n} day ago</numerusform><numerusform>Snapshot “{name}” {n} days ago</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} figures without a source</source>
        <translation><numerusform>{n} figure without a source</numerusform><numerusform>{n} figures without a source</numerusform></translation>
    </message>
</context>
</TS>
