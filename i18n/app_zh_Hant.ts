<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_Hant" sourcelanguage="en">
<context>
    <name>defects</name>
    <message>
        <source>Copy details</source>
        <translation>複製詳情</translation>
    </message>
</context>
</TS>
