<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_HK" sourcelanguage="en">
<context>
    <name>BriefingPane</name>
    <message>
        <source>Annex {letter}: {title}</source>
        <translation>附件{letter}：{title}</translation>
    </message>
    <message>
        <source>Briefing pack</source>
        <translation>簡報資料冊</translation>
    </message>
    <message>
        <source>Chart: {caption}</source>
        <translation>圖：{caption}</translation>
    </message>
    <message>
        <source>Check before it goes out</source>
        <translation>發出前核對</translation>
    </message>
    <message>
        <source>Export pack…</source>
        <translation>匯出簡報資料冊…</translation>
    </message>
    <message>
        <source>Findings of the check</source>
        <translation>核對結果</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大綱</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第{page}頁，共{pages}頁</translation>
    </message>
    <message>
        <source>Pages as printed</source>
        <translation>列印頁面</translation>
    </message>
    <message>
        <source>Pages in {language}</source>
        <translation>{language}頁面</translation>
    </message>
    <message>
        <source>Setting the pages…</source>
        <translation>正在排印……</translation>
    </message>
    <message>
        <source>Stopped. Choose a language to set the pages again.</source>
        <translation>已停止。請選擇語言重新排印。</translation>
    </message>
    <message>
        <source>Table: {caption}</source>
        <translation>表：{caption}</translation>
    </message>
    <message>
        <source>This workspace has no briefing pack yet.</source>
        <translation>此工作區尚無簡報資料冊。</translation>
    </message>
    <message>
        <source>{n} findings keep this pack from going out.</source>
        <translation>有{n}項問題，資料冊未能發出。</translation>
    </message>
    <message>
        <source>{n} things to look at; the pack can go out.</source>
        <translation>有{n}項須留意，資料冊可以發出。</translation>
    </message>
    <message>
        <source>✓ Every figure is filled in, and both languages say the same numbers.</source>
        <translation>✓ 所有數字均已填妥，中英文數字一致。</translation>
    </message>
</context>
<context>
    <name>ChartView</name>
    <message>
        <source>Copy as drawing (SVG)</source>
        <translation>複製為向量圖（SVG）</translation>
    </message>
    <message>
        <source>Copy figures</source>
        <translation>複製數字</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>複製圖片</translation>
    </message>
    <message>
        <source>Save as Excel workbook with an editable chart…</source>
        <translation>儲存為Excel活頁簿（圖表可編輯）…</translation>
    </message>
    <message>
        <source>Save as PowerPoint slide with an editable chart…</source>
        <translation>儲存為PowerPoint投影片（圖表可編輯）…</translation>
    </message>
    <message>
        <source>Save as Word document with an editable chart…</source>
        <translation>儲存為Word文件（圖表可編輯）…</translation>
    </message>
    <message>
        <source>Save as drawing (SVG)…</source>
        <translation>儲存為向量圖（SVG）……</translation>
    </message>
    <message>
        <source>Save as page (PDF)…</source>
        <translation>儲存為頁面（PDF）…</translation>
    </message>
    <message>
        <source>Save as picture (PNG)…</source>
        <translation>儲存為圖片（PNG）……</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>儲存圖表</translation>
    </message>
    <message>
        <source>Save figures (CSV)…</source>
        <translation>儲存數字（CSV）…</translation>
    </message>
    <message>
        <source>Show as chart</source>
        <translation>以圖顯示</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>以表顯示</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>顯示全部</translation>
    </message>
    <message>
        <source>Write beside this point…</source>
        <translation>在此點旁加註…</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
</context>
<context>
    <name>DataPane</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>@ provisional or estimated   # computed by this workbench   ^ outside source</source>
        <translation>@臨時或估計數字　#本工作台計算　^官方以外來源</translation>
    </message>
    <message>
        <source>As known on</source>
        <translation>得知日期</translation>
    </message>
    <message>
        <source>By period</source>
        <translation>按時期</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Copy with headings</source>
        <translation>連標題複製</translation>
    </message>
    <message>
        <source>Every figure</source>
        <translation>逐個數字</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>數字</translation>
    </message>
    <message>
        <source>Figures by period</source>
        <translation>按時期排列的數字</translation>
    </message>
    <message>
        <source>Find in the figures</source>
        <translation>在數字中尋找</translation>
    </message>
    <message>
        <source>Find series, period, source (繁／簡／EN)…</source>
        <translation>尋找數列、時期、出處（繁／簡／EN）……</translation>
    </message>
    <message>
        <source>Import table…</source>
        <translation>匯入統計表…</translation>
    </message>
    <message>
        <source>No figures yet. Import a table, or drop a workbook onto this window.</source>
        <translation>尚無數字。請匯入統計表，或把活頁簿拖放到此視窗。</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>時期</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Printed as “{text}”</source>
        <translation>原文印作「{text}」</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>數列</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出處</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>性質</translation>
    </message>
    <message>
        <source>Status and marks</source>
        <translation>狀況及標記</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>單位</translation>
    </message>
    <message>
        <source>as known on {date}</source>
        <translation>截至{date}所知</translation>
    </message>
    <message>
        <source>{n} figures, every vintage on a row of its own</source>
        <translation>共{n}個數字，每個版本各佔一行</translation>
    </message>
    <message>
        <source>{n} series</source>
        <translation>共{n}個數列</translation>
    </message>
</context>
<context>
    <name>DeliveryPane</name>
    <message>
        <source>Also measures without a date</source>
        <translation>連同沒有訂明日期的措施</translation>
    </message>
    <message>
        <source>Date named</source>
        <translation>訂明日期</translation>
    </message>
    <message>
        <source>Lead body</source>
        <translation>主責</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>Measures by date</source>
        <translation>按日期排列的措施</translation>
    </message>
    <message>
        <source>No measure of this plan names a date.</source>
        <translation>此計劃沒有措施訂明日期。</translation>
    </message>
    <message>
        <source>On record</source>
        <translation>紀錄</translation>
    </message>
    <message>
        <source>date passed</source>
        <translation>日期已過</translation>
    </message>
    <message>
        <source>no report</source>
        <translation>未有報告</translation>
    </message>
    <message>
        <source>reported done</source>
        <translation>據報完成</translation>
    </message>
    <message>
        <source>reported on</source>
        <translation>已有報告</translation>
    </message>
    <message>
        <source>{dated} of {all} measures name a date. “On record” is what a source says, not a judgement.</source>
        <translation>{all}項措施中，{dated}項訂明日期。「紀錄」是文件所載，並非評核。</translation>
    </message>
</context>
<context>
    <name>IndexPane</name>
    <message>
        <source>It will weigh the reference indicators into one figure, with every weight and step open to view. Until then the Overview shows each indicator on its own, rated against its own reference figure.</source>
        <translation>日後可把各參考指標加權合成一個指數，權重和每一步計算均可查看。在此之前，可於總覽逐一查看各項指標，以及各自對照參考數字的評級。</translation>
    </message>
    <message>
        <source>The composite index is not part of this version</source>
        <translation>此版本未設綜合指數</translation>
    </message>
</context>
<context>
    <name>IndicatorsPane</name>
    <message>
        <source>All series</source>
        <translation>所有數列</translation>
    </message>
    <message>
        <source>All series: type to find…</source>
        <translation>所有數列：輸入文字尋找……</translation>
    </message>
    <message>
        <source>As known on</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>數字個數</translation>
    </message>
    <message>
        <source>Figures and reference figures of the chosen indicator</source>
        <translation>所選指標的數字及參考數字</translation>
    </message>
    <message>
        <source>From the latest figure to each reference figure</source>
        <translation>由最新數字至各個參考數字</translation>
    </message>
    <message>
        <source>Import table…</source>
        <translation>匯入統計表…</translation>
    </message>
    <message>
        <source>Latest ({period})</source>
        <translation>最新（{period}）</translation>
    </message>
    <message>
        <source>No series yet. Import a table, or drop a workbook onto this window.</source>
        <translation>尚無數列。請匯入統計表，或把活頁簿拖放到此視窗。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不顯示</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>推算</translation>
    </message>
    <message>
        <source>Projection of scenario</source>
        <translation>按情景推算</translation>
    </message>
    <message>
        <source>Required a year</source>
        <translation>每年所需</translation>
    </message>
    <message>
        <source>What was known when</source>
        <translation>何時得知甚麼</translation>
    </message>
    <message>
        <source>as known on {date}</source>
        <translation>截至{date}所知</translation>
    </message>
    <message>
        <source>latest</source>
        <translation>最新</translation>
    </message>
</context>
<context>
    <name>OverviewPane</name>
    <message>
        <source>Changed since “{name}” ({at}):</source>
        <translation>自快照「{name}」（{at}）以來的改動：</translation>
    </message>
    <message>
        <source>Changes since the last snapshot</source>
        <translation>上次快照以來的改動</translation>
    </message>
    <message>
        <source>Date named</source>
        <translation>訂明日期</translation>
    </message>
    <message>
        <source>Date passed ({count})</source>
        <translation>日期已過（{count}）</translation>
    </message>
    <message>
        <source>Due within a year ({count})</source>
        <translation>一年內到期（{count}）</translation>
    </message>
    <message>
        <source>Import table…</source>
        <translation>匯入統計表…</translation>
    </message>
    <message>
        <source>Lead body and measure</source>
        <translation>主責及措施</translation>
    </message>
    <message>
        <source>Measures that need a look</source>
        <translation>須留意的措施</translation>
    </message>
    <message>
        <source>Measures that need a look, by lead body</source>
        <translation>按主責列出須留意的措施</translation>
    </message>
    <message>
        <source>No lead body named</source>
        <translation>沒有訂明主責</translation>
    </message>
    <message>
        <source>No report on record ({count})</source>
        <translation>未有報告（{count}）</translation>
    </message>
    <message>
        <source>No snapshot yet. A snapshot keeps every figure as it is now, so that a paper can be checked later.</source>
        <translation>尚未建立快照。快照保存所有數字的現況，日後可據此核對文件。</translation>
    </message>
    <message>
        <source>No source on record reports on these measures. That does not say nothing was done.</source>
        <translation>紀錄中沒有文件提及這些措施，但不代表沒有進展。</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>沒有。</translation>
    </message>
    <message>
        <source>Nothing has changed since “{name}” ({at}).</source>
        <translation>自快照「{name}」（{at}）以來沒有改動。</translation>
    </message>
    <message>
        <source>Reference indicators</source>
        <translation>參考指標</translation>
    </message>
    <message>
        <source>Since the last snapshot</source>
        <translation>上次快照以來</translation>
    </message>
    <message>
        <source>Take snapshot…</source>
        <translation>建立快照…</translation>
    </message>
    <message>
        <source>The date named falls within the next twelve months.</source>
        <translation>訂明日期在未來十二個月內。</translation>
    </message>
    <message>
        <source>The date named has passed and no report of completion is on record.</source>
        <translation>訂明日期已過，紀錄中未有完成的報告。</translation>
    </message>
    <message>
        <source>This workspace has no reference indicators. Import a table to begin.</source>
        <translation>此工作區沒有參考指標。請先匯入統計表。</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>無日期</translation>
    </message>
    <message>
        <source>{body} ({count})</source>
        <translation>{body}（{count}）</translation>
    </message>
</context>
<context>
    <name>ScenariosPane</name>
    <message>
        <source>* Fixed for some years; the growth shown holds for the others. Moving the slider replaces both.</source>
        <translation>* 部分年份已定數值，其餘年份按所示增長率；移動滑桿會取代兩者。</translation>
    </message>
    <message>
        <source>Added to “{pack}”, every figure as a traced field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By changing</source>
        <translation>調整</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data of</source>
        <translation>數據年份</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>驅動因素</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx);;Comma-separated values (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed: {years} ({unit})</source>
        <translation>定值：{years}（{unit}）</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>差距</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>差距</translation>
    </message>
    <message>
        <source>Gaps to the reference figures</source>
        <translation>與參考數字的差距</translation>
    </message>
    <message>
        <source>Growth a year {first}–{last}: {rate}</source>
        <translation>{first}至{last}年每年增長：{rate}</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>此情景</translation>
    </message>
    <message>
        <source>In the column</source>
        <translation>欄目</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>Lognormal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name in Chinese</source>
        <translation>中文名稱</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文名稱</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>新增情景</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新增…</translation>
    </message>
    <message>
        <source>No driver of this model moves that indicator.</source>
        <translation>此模型沒有任何驅動因素可影響這項指標。</translation>
    </message>
    <message>
        <source>No scenario yet. A workspace made from a plan with a model brings its own.</source>
        <translation>尚無情景。由附有模型的計劃建立的工作區自備情景。</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One chart</source>
        <translation>單一圖表</translation>
    </message>
    <message>
        <source>PERT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>上層</translation>
    </message>
    <message>
        <source>Past errors of projecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>參考數字</translation>
    </message>
    <message>
        <source>Rename scenario</source>
        <translation>情景改名</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>改名…</translation>
    </message>
    <message>
        <source>S-curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Send to pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small multiples</source>
        <translation>並列小圖</translation>
    </message>
    <message>
        <source>Solve for target</source>
        <translation>求解目標</translation>
    </message>
    <message>
        <source>Solve for target…</source>
        <translation>求解目標…</translation>
    </message>
    <message>
        <source>Take the parent’s assumption again</source>
        <translation>改用上層情景的假設</translation>
    </message>
    <message>
        <source>Taken from “{name}”</source>
        <translation>取自「{name}」</translation>
    </message>
    <message>
        <source>The model does not project this.</source>
        <translation>模型沒有推算這項指標。</translation>
    </message>
    <message>
        <source>There is no pack yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend of the actuals {first}–{last}</source>
        <translation>{first}至{last}年實際數字的趨勢</translation>
    </message>
    <message>
        <source>Triangular</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two-piece normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>actual, not projected</source>
        <translation>實際數字，並非推算</translation>
    </message>
    <message>
        <source>actuals of {first}–{last} used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all actuals used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>base</source>
        <translation>基準</translation>
    </message>
    <message>
        <source>cannot be computed</source>
        <translation>無法計算</translation>
    </message>
    <message>
        <source>confidence not stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>equal to it as printed</source>
        <translation>按印列位數相等</translation>
    </message>
    <message>
        <source>follows {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>high confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>low confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medium confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>met</source>
        <translation>達到</translation>
    </message>
    <message>
        <source>no actuals used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no direction</source>
        <translation>無優劣方向</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>未達到</translation>
    </message>
    <message>
        <source>not projected</source>
        <translation>沒有推算</translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ramp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trend {first}–{last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} pt</source>
        <translation>{amount}個百分點</translation>
    </message>
    <message>
        <source>{driver} *</source>
        <translation>{driver} *</translation>
    </message>
    <message>
        <source>{driver}, {year}</source>
        <translation>{driver}，{year}年</translation>
    </message>
    <message>
        <source>{driver}: take the parent’s assumption again</source>
        <translation>{driver}：改用上層情景的假設</translation>
    </message>
    <message>
        <source>{driver}: {value}</source>
        <translation>{driver}：{value}</translation>
    </message>
    <message>
        <source>{n} own assumptions</source>
        <translation>{n}項自設假設</translation>
    </message>
    <message>
        <source>{rate} a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shape} to {value} by {year}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” was deleted.</source>
        <translation>已刪除「{name}」。</translation>
    </message>
    <message>
        <source>✓ met · ≈ equal as printed · ▼ not met · ○ cannot be computed · ● actual, not projected</source>
        <translation>✓達到　≈按印列位數相等　▼未達到　○無法計算　●實際數字，並非推算</translation>
    </message>
</context>
<context>
    <name>facts</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>No figure yet</source>
        <translation>尚無數字</translation>
    </message>
    <message>
        <source>Official: {figure}</source>
        <translation>官方：{figure}</translation>
    </message>
    <message>
        <source>Other basis: {figure}</source>
        <translation>其他基礎：{figure}</translation>
    </message>
    <message>
        <source>calc.</source>
        <translation>計算</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>本工作台計算</translation>
    </message>
    <message>
        <source>est.</source>
        <translation>估計</translation>
    </message>
    <message>
        <source>estimate</source>
        <translation>估計數字</translation>
    </message>
    <message>
        <source>no change since {period}</source>
        <translation>與{period}相同</translation>
    </message>
    <message>
        <source>other source</source>
        <translation>其他來源</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>其他來源</translation>
    </message>
    <message>
        <source>prov.</source>
        <translation>臨時</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>臨時數字</translation>
    </message>
    <message>
        <source>{amount} pt</source>
        <translation>{amount}個百分點</translation>
    </message>
    <message>
        <source>{before} in {period}</source>
        <translation>{period}為{before}</translation>
    </message>
    <message>
        <source>▴ {amount} pt since {period}</source>
        <translation>▴ 較{period}升{amount}個百分點</translation>
    </message>
    <message>
        <source>▴ {amount} since {period}</source>
        <translation>▴ 較{period}升{amount}</translation>
    </message>
    <message>
        <source>▾ {amount} pt since {period}</source>
        <translation>▾ 較{period}跌{amount}個百分點</translation>
    </message>
    <message>
        <source>▾ {amount} since {period}</source>
        <translation>▾ 較{period}跌{amount}</translation>
    </message>
</context>
<context>
    <name>known</name>
    <message>
        <source>Another date…</source>
        <translation>另選日期…</translation>
    </message>
    <message>
        <source>Back to the present</source>
        <translation>返回現況</translation>
    </message>
    <message>
        <source>Everything is as it was then; nothing can be changed.</source>
        <translation>一切均為當時的內容，不能更改。</translation>
    </message>
    <message>
        <source>Later figures are left out; nothing can be changed.</source>
        <translation>其後的數字均不顯示，不能更改。</translation>
    </message>
    <message>
        <source>{moment}. {what}</source>
        <translation>{moment}。{what}</translation>
    </message>
</context>
<context>
    <name>panes</name>
    <message>
        <source>Briefing</source>
        <translation>簡報</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>數據</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>進度</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>指數</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>總覽</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
</context>
<context>
    <name>rating</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Achieved</source>
        <translation>達到</translation>
    </message>
    <message>
        <source>Base {base}; latest {latest}; reference figure {target} for {year}</source>
        <translation>基準{base}；最新{latest}；{year}年參考數字{target}</translation>
    </message>
    <message>
        <source>Destatis</source>
        <translation>德國聯邦統計局</translation>
    </message>
    <message>
        <source>ESCAP anticipated</source>
        <translation>亞太經社會（預期進展）</translation>
    </message>
    <message>
        <source>ESCAP current status</source>
        <translation>亞太經社會（現況）</translation>
    </message>
    <message>
        <source>Eurostat</source>
        <translation>歐盟統計局</translation>
    </message>
    <message>
        <source>Limited</source>
        <translation>有限</translation>
    </message>
    <message>
        <source>Moving away</source>
        <translation>偏離</translation>
    </message>
    <message>
        <source>Not rated</source>
        <translation>未能評定</translation>
    </message>
    <message>
        <source>On track</source>
        <translation>按期</translation>
    </message>
    <message>
        <source>Required pace</source>
        <translation>所需步伐</translation>
    </message>
    <message>
        <source>SDSN</source>
        <translation>聯合國可持續發展網絡</translation>
    </message>
    <message>
        <source>Speed up</source>
        <translation>須加快</translation>
    </message>
    <message>
        <source>StatCan</source>
        <translation>加統局</translation>
    </message>
    <message>
        <source>Statistics Canada</source>
        <translation>加拿大統計局</translation>
    </message>
    <message>
        <source>UN DESA</source>
        <translation>聯合國經社部</translation>
    </message>
    <message>
        <source>base and latest figure have different signs</source>
        <translation>基準與最新數字正負不同</translation>
    </message>
    <message>
        <source>fewer than four yearly figures</source>
        <translation>年度數字不足四個</translation>
    </message>
    <message>
        <source>neither direction is better</source>
        <translation>升跌無優劣之分</translation>
    </message>
    <message>
        <source>no figure from the base year on</source>
        <translation>基準年起沒有數字</translation>
    </message>
    <message>
        <source>rounding could change it</source>
        <translation>四捨五入可能改變結果</translation>
    </message>
    <message>
        <source>the base already equals the reference figure</source>
        <translation>基準已等於參考數字</translation>
    </message>
    <message>
        <source>the base is zero</source>
        <translation>基準為零</translation>
    </message>
    <message>
        <source>the definition changed between the base and the latest figure</source>
        <translation>基準與最新數字的定義不同</translation>
    </message>
    <message>
        <source>the reference figure has another sign</source>
        <translation>參考數字正負不同</translation>
    </message>
    <message>
        <source>the reference figure lies behind the base</source>
        <translation>參考數字落後於基準</translation>
    </message>
    <message>
        <source>the year of the reference figure has come</source>
        <translation>參考數字的年份已到</translation>
    </message>
    <message>
        <source>the year of the reference figure is not after the base</source>
        <translation>參考數字的年份並非在基準之後</translation>
    </message>
    <message>
        <source>there are no yearly figures</source>
        <translation>沒有年度數字</translation>
    </message>
    <message>
        <source>there is no reference figure</source>
        <translation>沒有參考數字</translation>
    </message>
    <message>
        <source>there is only one figure since the base year</source>
        <translation>基準年起只有一個數字</translation>
    </message>
    <message>
        <source>{method} {year}</source>
        <translation>{method}{year}</translation>
    </message>
    <message>
        <source>{method}: {word}</source>
        <translation>{method}：{word}</translation>
    </message>
    <message>
        <source>{word}?</source>
        <translation>{word}？</translation>
    </message>
</context>
<context>
    <name>snapshots</name>
    <message>
        <source>Automatic, {at}</source>
        <translation>自動，{at}</translation>
    </message>
</context>
<context>
    <name>steps</name>
    <message>
        <source>Redone: {step}</source>
        <translation>重做：{step}</translation>
    </message>
    <message>
        <source>Undone: {step}</source>
        <translation>復原：{step}</translation>
    </message>
</context>
</TS>
