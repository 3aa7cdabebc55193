<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_HK" sourcelanguage="en">
<context>
    <name>ChangePage</name>
    <message>
        <source>Amount</source>
        <translation>數額</translation>
    </message>
    <message>
        <source>Change of the gap to the reference figure</source>
        <translation>與參考指標差距的變動</translation>
    </message>
    <message>
        <source>Change, the sum of the parts</source>
        <translation>變動（各部分之和）</translation>
    </message>
    <message>
        <source>From what was known on</source>
        <translation>由所知日期</translation>
    </message>
    <message>
        <source>No method’s judgement changed between the two dates.</source>
        <translation>兩個日期之間，各方法的評級均沒有改變。</translation>
    </message>
    <message>
        <source>Only a ratio that is computed from components can be split: there is no formula for this series.</source>
        <translation>只有由組成部分計算的比率才可分拆：此數列沒有公式。</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Parts of the change</source>
        <translation>變動的組成部分</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>數列</translation>
    </message>
    <message>
        <source>now</source>
        <translation>現時</translation>
    </message>
    <message>
        <source>to what was known on</source>
        <translation>至所知日期</translation>
    </message>
    <message>
        <source>{column}: {words} ({before} → {after})</source>
        <translation>{column}：{words}（{before} → {after}）</translation>
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
    <name>ConsistencyPage</name>
    <message>
        <source>All findings</source>
        <translation>所有結果</translation>
    </message>
    <message>
        <source>Calculation</source>
        <translation>算式</translation>
    </message>
    <message>
        <source>Comparing figures with one another</source>
        <translation>正把各項數字互相核對</translation>
    </message>
    <message>
        <source>Computed again</source>
        <translation>重新計算</translation>
    </message>
    <message>
        <source>Contradictions</source>
        <translation>互相矛盾</translation>
    </message>
    <message>
        <source>Does not go together</source>
        <translation>未能吻合</translation>
    </message>
    <message>
        <source>Figures it rests on</source>
        <translation>所據數字</translation>
    </message>
    <message>
        <source>Findings, most severe first</source>
        <translation>核對結果（最嚴重者先列）</translation>
    </message>
    <message>
        <source>Growth as stated</source>
        <translation>文件所述增長</translation>
    </message>
    <message>
        <source>How it was found:</source>
        <translation>核對方法：</translation>
    </message>
    <message>
        <source>Implied denominators</source>
        <translation>隱含的分母</translation>
    </message>
    <message>
        <source>Indicators:</source>
        <translation>指標：</translation>
    </message>
    <message>
        <source>Kind of finding</source>
        <translation>結果類別</translation>
    </message>
    <message>
        <source>Not comparable</source>
        <translation>不可比較</translation>
    </message>
    <message>
        <source>Only about the chosen indicator</source>
        <translation>只列與所選指標有關的結果</translation>
    </message>
    <message>
        <source>Pace so far and needed</source>
        <translation>至今與所需步伐</translation>
    </message>
    <message>
        <source>The finding with its calculation and sources</source>
        <translation>核對結果、算式及出處</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>值得留意</translation>
    </message>
    <message>
        <source>as known on {date}</source>
        <translation>截至{date}所知</translation>
    </message>
    <message>
        <source>{n} findings</source>
        <translation>{n}項結果</translation>
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
        <source>Reading the figures</source>
        <translation>正在讀取數字</translation>
    </message>
    <message>
        <source>Reading the figures…</source>
        <translation>正在讀取數字……</translation>
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
    <name>FiguresPage</name>
    <message>
        <source>A new source is official</source>
        <translation>新出處為官方來源</translation>
    </message>
    <message>
        <source>By a formula…</source>
        <translation>以公式計算…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放棄</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>數字</translation>
    </message>
    <message>
        <source>Figures as stored: {unit}</source>
        <translation>數字按此單位儲存：{unit}</translation>
    </message>
    <message>
        <source>Figures of the series, to be typed over</source>
        <translation>數列的數字（可直接修改）</translation>
    </message>
    <message>
        <source>Held: {figure}</source>
        <translation>現有：{figure}</translation>
    </message>
    <message>
        <source>Known on</source>
        <translation>得知日期</translation>
    </message>
    <message>
        <source>Needed where a figure is corrected</source>
        <translation>更正數字時必須填寫</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>時期</translation>
    </message>
    <message>
        <source>Place in the source</source>
        <translation>出處位置</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Save figures</source>
        <translation>儲存數字</translation>
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
        <source>Status</source>
        <translation>狀況</translation>
    </message>
    <message>
        <source>Such as 2026-01-08</source>
        <translation>例如2026-01-08</translation>
    </message>
    <message>
        <source>Table, page or cell</source>
        <translation>表、頁或儲存格</translation>
    </message>
    <message>
        <source>The period is missing.</source>
        <translation>欠缺時期。</translation>
    </message>
    <message>
        <source>This series is computed: {formula}</source>
        <translation>此數列由公式計算：{formula}</translation>
    </message>
    <message>
        <source>in units of 10^{power}</source>
        <translation>以10^{power}為單位</translation>
    </message>
    <message>
        <source>{n} figures not saved yet</source>
        <translation>{n}個數字尚未儲存</translation>
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
        <source>As published</source>
        <translation>按公布數字</translation>
    </message>
    <message>
        <source>Base year of the index…</source>
        <translation>指數的基準年…</translation>
    </message>
    <message>
        <source>Bullets</source>
        <translation>子彈圖</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>圖表</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>柱狀圖</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>互相核對</translation>
    </message>
    <message>
        <source>Enter figures</source>
        <translation>輸入數字</translation>
    </message>
    <message>
        <source>Favourite charts</source>
        <translation>常用圖表</translation>
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
        <source>First and last year, such as: 2010, 2030. Nothing shows all.</source>
        <translation>首年和末年，例如：2010，2030。留空即全部顯示。</translation>
    </message>
    <message>
        <source>First year, last year, words — such as: 2020, 2022, Epidemic</source>
        <translation>首年，末年，文字；例如：2020，2022，疫情</translation>
    </message>
    <message>
        <source>From the latest figure to each reference figure</source>
        <translation>由最新數字至各個參考數字</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>按年變動</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>突出顯示</translation>
    </message>
    <message>
        <source>Highlight a stretch of years…</source>
        <translation>突出某段年份…</translation>
    </message>
    <message>
        <source>Import table…</source>
        <translation>匯入統計表…</translation>
    </message>
    <message>
        <source>Index = 100</source>
        <translation>指數 = 100</translation>
    </message>
    <message>
        <source>Keep this chart…</source>
        <translation>保留此圖表…</translation>
    </message>
    <message>
        <source>Kind of chart</source>
        <translation>圖表類別</translation>
    </message>
    <message>
        <source>Known {date}</source>
        <translation>截至{date}所知</translation>
    </message>
    <message>
        <source>Latest ({period})</source>
        <translation>最新（{period}）</translation>
    </message>
    <message>
        <source>Latest figures</source>
        <translation>最新數字</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>折線圖</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>對數刻度</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>標示</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>量度方式</translation>
    </message>
    <message>
        <source>Milestones of the plan</source>
        <translation>計劃的里程碑</translation>
    </message>
    <message>
        <source>Name of this chart</source>
        <translation>圖表名稱</translation>
    </message>
    <message>
        <source>No projection</source>
        <translation>不顯示推算</translation>
    </message>
    <message>
        <source>No series yet. Import a table, or drop a workbook onto this window.</source>
        <translation>尚無數列。請匯入統計表，或把活頁簿拖放到此視窗。</translation>
    </message>
    <message>
        <source>Only this series</source>
        <translation>只顯示此數列</translation>
    </message>
    <message>
        <source>Other series</source>
        <translation>其他數列</translation>
    </message>
    <message>
        <source>Per head</source>
        <translation>人均</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>其他地區</translation>
    </message>
    <message>
        <source>Projection of scenario</source>
        <translation>按情景推算</translation>
    </message>
    <message>
        <source>Projection: {name}</source>
        <translation>推算：{name}</translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation>評級</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Required a year</source>
        <translation>每年所需</translation>
    </message>
    <message>
        <source>Required path to the reference figures</source>
        <translation>達到參考指標的所需步伐</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>散點圖</translation>
    </message>
    <message>
        <source>Shares of 100%</source>
        <translation>百分比堆疊圖</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>斜率圖</translation>
    </message>
    <message>
        <source>Small multiples</source>
        <translation>小型組圖</translation>
    </message>
    <message>
        <source>Stacked columns</source>
        <translation>堆疊柱狀圖</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Take the highlight away</source>
        <translation>移除突出部分</translation>
    </message>
    <message>
        <source>The year that is 100</source>
        <translation>定為100的年份</translation>
    </message>
    <message>
        <source>Why it changed</source>
        <translation>變動原因</translation>
    </message>
    <message>
        <source>Words beside {period}</source>
        <translation>{period}旁的註解</translation>
    </message>
    <message>
        <source>Years shown</source>
        <translation>顯示的年份</translation>
    </message>
    <message>
        <source>Years shown…</source>
        <translation>顯示的年份…</translation>
    </message>
    <message>
        <source>as known on {date}</source>
        <translation>截至{date}所知</translation>
    </message>
    <message>
        <source>★</source>
        <translation>★</translation>
    </message>
</context>
<context>
    <name>OverviewPane</name>
    <message>
        <source>Calculation…</source>
        <translation>算式…</translation>
    </message>
    <message>
        <source>Changed since “{name}” ({at}):</source>
        <translation>自快照「{name}」（{at}）以來的改動：</translation>
    </message>
    <message>
        <source>Changes since the last snapshot</source>
        <translation>上次快照以來的改動</translation>
    </message>
    <message>
        <source>Consistency…</source>
        <translation>互相核對…</translation>
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
        <source>Whole plan</source>
        <translation>整個計劃</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>無日期</translation>
    </message>
    <message>
        <source>{body} ({count})</source>
        <translation>{body}（{count}）</translation>
    </message>
    <message>
        <source>{name}, {column}: worst {worst} · mean {mean} · {counts}</source>
        <translation>{name}，{column}：最差{worst}　·　平均{mean}　·　{counts}</translation>
    </message>
</context>
<context>
    <name>PlacesPage</name>
    <message>
        <source>Measure compared</source>
        <translation>比較的項目</translation>
    </message>
    <message>
        <source>No figure for this period</source>
        <translation>此時期沒有數字</translation>
    </message>
    <message>
        <source>No measure has figures for other places yet. Import a table with a place for each column or row.</source>
        <translation>尚未有其他地區的數字。請匯入按地區分列的統計表。</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>時期</translation>
    </message>
    <message>
        <source>Period compared</source>
        <translation>比較的時期</translation>
    </message>
</context>
<context>
    <name>RatingPage</name>
    <message>
        <source>(at the line)</source>
        <translation>（恰在界線上）</translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation>假設</translation>
    </message>
    <message>
        <source>Base year</source>
        <translation>基準年</translation>
    </message>
    <message>
        <source>Base {base} · latest {latest} · reference figure {column}: {target}</source>
        <translation>基準{base}　·　最新{latest}　·　{column}參考指標{target}</translation>
    </message>
    <message>
        <source>Chances</source>
        <translation>機率</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>選擇</translation>
    </message>
    <message>
        <source>Definitions are read as one line, because: {note}</source>
        <translation>不同定義視為同一數列，理由：{note}</translation>
    </message>
    <message>
        <source>Definitions…</source>
        <translation>定義…</translation>
    </message>
    <message>
        <source>Every method and its judgement</source>
        <translation>各方法及其評級</translation>
    </message>
    <message>
        <source>First release</source>
        <translation>首次公布</translation>
    </message>
    <message>
        <source>Inputs: base {base}; latest {now}; reference figure {target} for {year}</source>
        <translation>輸入：基準{base}；最新{now}；{year}年參考指標{target}</translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation>評級</translation>
    </message>
    <message>
        <source>Judging progress</source>
        <translation>評估進度</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>On track</source>
        <translation>進度理想</translation>
    </message>
    <message>
        <source>Ratio (score)</source>
        <translation>比率（評分）</translation>
    </message>
    <message>
        <source>Reference figure</source>
        <translation>參考指標</translation>
    </message>
    <message>
        <source>Revisions…</source>
        <translation>修訂紀錄…</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>約整</translation>
    </message>
    <message>
        <source>Target year</source>
        <translation>目標年</translation>
    </message>
    <message>
        <source>The definition changed between base and latest figure: no method judges across it, unless you link the two with a note.</source>
        <translation>基準與最新數字的定義不同：除非你加註說明並把兩者相連，否則各方法均不跨越定義評級。</translation>
    </message>
    <message>
        <source>The definition changed in {periods}: figures before and after are not one line.</source>
        <translation>定義自{periods}起不同：前後數字並非同一數列。</translation>
    </message>
    <message>
        <source>The ratio lies on the threshold itself, or within a billionth of it.</source>
        <translation>比率恰在界線上，或與界線相差不足十億分之一。</translation>
    </message>
    <message>
        <source>The verdict turns.</source>
        <translation>結論逆轉。</translation>
    </message>
    <message>
        <source>This series has no reference figure to be judged against.</source>
        <translation>此數列沒有可供評級的參考指標。</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>界線</translation>
    </message>
    <message>
        <source>What another choice would make of it</source>
        <translation>改用其他假設的結果</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>有何改變</translation>
    </message>
    <message>
        <source>accelerate</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>after its description</source>
        <translation>按其說明</translation>
    </message>
    <message>
        <source>as printed with the plan</source>
        <translation>計劃所載年份</translation>
    </message>
    <message>
        <source>as published</source>
        <translation>按原文</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>雲</translation>
    </message>
    <message>
        <source>due</source>
        <translation>應達</translation>
    </message>
    <message>
        <source>due by now {value}</source>
        <translation>至今應達{value}</translation>
    </message>
    <message>
        <source>expected in the target year {value}</source>
        <translation>預期目標年為{value}</translation>
    </message>
    <message>
        <source>growth needed {value} a year</source>
        <translation>所需每年增長{value}</translation>
    </message>
    <message>
        <source>growth so far {value} a year</source>
        <translation>至今每年增長{value}</translation>
    </message>
    <message>
        <source>high</source>
        <translation>高</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>maintain</source>
        <translation>維持</translation>
    </message>
    <message>
        <source>mid</source>
        <translation>中</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>沒有改變</translation>
    </message>
    <message>
        <source>our own</source>
        <translation>本工作台自訂</translation>
    </message>
    <message>
        <source>pace needed {value}</source>
        <translation>所需步伐{value}</translation>
    </message>
    <message>
        <source>pace so far {value}</source>
        <translation>至今步伐{value}</translation>
    </message>
    <message>
        <source>rounding could change it</source>
        <translation>約整可能改變結果</translation>
    </message>
    <message>
        <source>sun</source>
        <translation>太陽</translation>
    </message>
    <message>
        <source>sun and cloud</source>
        <translation>太陽與雲</translation>
    </message>
</context>
<context>
    <name>ScenariosPane</name>
    <message>
        <source>(one-way)</source>
        <translation>（單向）</translation>
    </message>
    <message>
        <source>* Fixed for some years; the growth shown holds for the others. Moving the slider replaces both.</source>
        <translation>* 部分年份已定數值，其餘年份按所示增長率；移動滑桿會取代兩者。</translation>
    </message>
    <message>
        <source>* worked out from others</source>
        <translation>* 由其他數字推算</translation>
    </message>
    <message>
        <source>4.2%</source>
        <translation>4.2%</translation>
    </message>
    <message>
        <source>90% interval from</source>
        <translation>90%區間下限</translation>
    </message>
    <message>
        <source>90% interval to</source>
        <translation>90%區間上限</translation>
    </message>
    <message>
        <source>95% interval</source>
        <translation>95%區間</translation>
    </message>
    <message>
        <source>A ticked measure works in this scenario. Numbers can be typed over.</source>
        <translation>勾選的措施在此情景生效；數字可直接改寫。</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>橫向</translation>
    </message>
    <message>
        <source>Actual years</source>
        <translation>實際年份</translation>
    </message>
    <message>
        <source>Actuals in place of the model</source>
        <translation>以實際數字取代模型</translation>
    </message>
    <message>
        <source>Actuals take the model’s place in their years. Leave out those that should not, such as a year of an exceptional event.</source>
        <translation>有實際數字的年份以實際數字取代模型。不宜採用的（例如出現特殊事件的年份）可予剔除。</translation>
    </message>
    <message>
        <source>Actuals used</source>
        <translation>採用的實際數字</translation>
    </message>
    <message>
        <source>Add factor</source>
        <translation>附加調整</translation>
    </message>
    <message>
        <source>Add factors</source>
        <translation>附加調整</translation>
    </message>
    <message>
        <source>Add variable</source>
        <translation>新增變數</translation>
    </message>
    <message>
        <source>Added to “{pack}”, every figure as a traced field.</source>
        <translation>已加入「{pack}」，每個數字均為可追溯的欄位。</translation>
    </message>
    <message>
        <source>Adds to {variable} ({unit}) over {n} years</source>
        <translation>分{n}年加入{variable}（{unit}）</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>新增…</translation>
    </message>
    <message>
        <source>Adjustments</source>
        <translation>調整</translation>
    </message>
    <message>
        <source>Against the first</source>
        <translation>與首個相差</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>單獨</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>數額</translation>
    </message>
    <message>
        <source>Amount, in the unit of what it adds to</source>
        <translation>金額或數量，以所加入變數的單位計</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>分析答案</translation>
    </message>
    <message>
        <source>Answers…</source>
        <translation>分析…</translation>
    </message>
    <message>
        <source>As in the parent</source>
        <translation>沿用上層</translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation>假設</translation>
    </message>
    <message>
        <source>At high</source>
        <translation>高值結果</translation>
    </message>
    <message>
        <source>At low</source>
        <translation>低值結果</translation>
    </message>
    <message>
        <source>Batch of variations</source>
        <translation>批次變化</translation>
    </message>
    <message>
        <source>Batch of variations…</source>
        <translation>批次變化…</translation>
    </message>
    <message>
        <source>Build on</source>
        <translation>改以此為上層</translation>
    </message>
    <message>
        <source>By changing</source>
        <translation>調整</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Cancel the year</source>
        <translation>取消該年</translation>
    </message>
    <message>
        <source>Chances</source>
        <translation>機會率</translation>
    </message>
    <message>
        <source>Chances of meeting each reference figure</source>
        <translation>達到各參考數字的機會率</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>改變</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Choose years to come in the table first; for interpolating, two or more.</source>
        <translation>請先在表內選取未來年份；插值須選兩年或以上。</translation>
    </message>
    <message>
        <source>Closes of the gap</source>
        <translation>可收窄差距</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>比較對象</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>可信程度</translation>
    </message>
    <message>
        <source>Constant growth</source>
        <translation>固定增長</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已複製。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Copy driver table</source>
        <translation>複製驅動因素表</translation>
    </message>
    <message>
        <source>Correlations</source>
        <translation>相關系數</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>計法</translation>
    </message>
    <message>
        <source>Curve of the driver</source>
        <translation>驅動因素曲線</translation>
    </message>
    <message>
        <source>Data of</source>
        <translation>數據年份</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>小數位</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差異</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Distributions</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>縱向</translation>
    </message>
    <message>
        <source>Down and up by</source>
        <translation>上下各變動</translation>
    </message>
    <message>
        <source>Down and up by: “{typed}” is not a number above zero.</source>
        <translation>上下各變動：「{typed}」不是大於零的數字。</translation>
    </message>
    <message>
        <source>Drag growth</source>
        <translation>拖曳增長率</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>抽樣</translation>
    </message>
    <message>
        <source>Draw the scenario’s uncertainty: ranges of 30, 60 and 90%, and how likely each reference figure is met</source>
        <translation>按情景的不確定性抽樣：顯示30%、60%及90%範圍，以及達到各參考數字的機會率</translation>
    </message>
    <message>
        <source>Drawing the scenario</source>
        <translation>正為情景抽樣</translation>
    </message>
    <message>
        <source>Drawing {n} times</source>
        <translation>正抽樣{n}次</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>抽樣次數</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>驅動因素</translation>
    </message>
    <message>
        <source>Driver or lever</source>
        <translation>驅動因素或槓桿</translation>
    </message>
    <message>
        <source>Driver: growth or level</source>
        <translation>驅動方式（growth或level）</translation>
    </message>
    <message>
        <source>Drivers</source>
        <translation>驅動因素</translation>
    </message>
    <message>
        <source>Drivers that may be turned</source>
        <translation>可調整的驅動因素</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製一份</translation>
    </message>
    <message>
        <source>Edit the path: curve, table, kinds</source>
        <translation>編輯路徑：曲線、數值表及類別</translation>
    </message>
    <message>
        <source>Elast.</source>
        <translation>彈性</translation>
    </message>
    <message>
        <source>Elasticity: the part of it that would not have happened anyway</source>
        <translation>彈性：若無此措施便不會發生的部分</translation>
    </message>
    <message>
        <source>Equation or driver</source>
        <translation>算式或驅動因素</translation>
    </message>
    <message>
        <source>Equations</source>
        <translation>算式</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>誤差</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel活頁簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx);;Comma-separated values (*.csv)</source>
        <translation>Excel活頁簿 (*.xlsx);;逗號分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>Export as workbook with formulas…</source>
        <translation>匯出為附公式的活頁簿…</translation>
    </message>
    <message>
        <source>Export result</source>
        <translation>匯出結果</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>匯出…</translation>
    </message>
    <message>
        <source>Fan and chances</source>
        <translation>扇形圖及機會率</translation>
    </message>
    <message>
        <source>First year</source>
        <translation>開始年份</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>擬合</translation>
    </message>
    <message>
        <source>Fixed: {years} ({unit})</source>
        <translation>定值：{years}（{unit}）</translation>
    </message>
    <message>
        <source>Follows</source>
        <translation>跟隨</translation>
    </message>
    <message>
        <source>Follows another</source>
        <translation>跟隨另一變數</translation>
    </message>
    <message>
        <source>Formula (empty: a driver)</source>
        <translation>算式（留空即為驅動因素）</translation>
    </message>
    <message>
        <source>From</source>
        <translation>由</translation>
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
        <source>Gaps and effort</source>
        <translation>差距及所需步伐</translation>
    </message>
    <message>
        <source>Gaps to the reference figures</source>
        <translation>與參考數字的差距</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>關係圖</translation>
    </message>
    <message>
        <source>Growth %</source>
        <translation>增長%</translation>
    </message>
    <message>
        <source>Growth a year</source>
        <translation>每年增長</translation>
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
        <source>High</source>
        <translation>高值</translation>
    </message>
    <message>
        <source>How far each driver is turned</source>
        <translation>各驅動因素的變動幅度</translation>
    </message>
    <message>
        <source>How it did</source>
        <translation>過往表現</translation>
    </message>
    <message>
        <source>How much of an indicator’s spread is due to each driver: alone, and with all it interacts with (Sobol, 4,096 points, 95% intervals).</source>
        <translation>指標的波動有多少來自各驅動因素：單獨計，以及連同與其他因素的相互作用計（Sobol法，4,096點，95%區間）。</translation>
    </message>
    <message>
        <source>In the column</source>
        <translation>欄目</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>文字說明</translation>
    </message>
    <message>
        <source>In {unit}</source>
        <translation>以{unit}計</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>Inside the ranges</source>
        <translation>落入範圍</translation>
    </message>
    <message>
        <source>Interpolate</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>Interpolate: equal growth</source>
        <translation>插值：等比增長</translation>
    </message>
    <message>
        <source>Interpolate: equal steps</source>
        <translation>插值：等額遞增</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep the model</source>
        <translation>保存模型</translation>
    </message>
    <message>
        <source>Label in Chinese</source>
        <translation>中文名稱</translation>
    </message>
    <message>
        <source>Label in English</source>
        <translation>英文名稱</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>滯後</translation>
    </message>
    <message>
        <source>Lay over</source>
        <translation>加上調整</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>Leave out years…</source>
        <translation>剔除年份…</translation>
    </message>
    <message>
        <source>Lever</source>
        <translation>槓桿</translation>
    </message>
    <message>
        <source>Leverage: what others add to each unit (2 = one more from elsewhere)</source>
        <translation>帶動倍數：每一單位連同其他來源的投放（2即另有一倍來自他方）</translation>
    </message>
    <message>
        <source>Levers</source>
        <translation>槓桿</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>即時</translation>
    </message>
    <message>
        <source>Lognormal</source>
        <translation>對數正態</translation>
    </message>
    <message>
        <source>Look back</source>
        <translation>回顧</translation>
    </message>
    <message>
        <source>Looking back</source>
        <translation>回顧檢驗</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低值</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>平均絕對誤差</translation>
    </message>
    <message>
        <source>Mean error</source>
        <translation>平均誤差</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>眾數</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型說明</translation>
    </message>
    <message>
        <source>Model…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>代號</translation>
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
        <source>Nearer than no change</source>
        <translation>較「不變」準確</translation>
    </message>
    <message>
        <source>Needed a year from today</source>
        <translation>由今起每年所需</translation>
    </message>
    <message>
        <source>New base case</source>
        <translation>新增基準情景</translation>
    </message>
    <message>
        <source>New model</source>
        <translation>新增模型</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>新增情景</translation>
    </message>
    <message>
        <source>Newest actual</source>
        <translation>最新實際數字</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新增…</translation>
    </message>
    <message>
        <source>No difference: both assume the same.</source>
        <translation>沒有差異：兩者假設相同。</translation>
    </message>
    <message>
        <source>No driver moves it.</source>
        <translation>沒有驅動因素會影響這項指標。</translation>
    </message>
    <message>
        <source>No driver of this model moves that indicator.</source>
        <translation>此模型沒有任何驅動因素可影響這項指標。</translation>
    </message>
    <message>
        <source>No scenario yet. A workspace made from a plan with a model brings its own; or write a model and give it a base case.</source>
        <translation>尚未有情景。以附有模型的計劃建立的工作檔會自備情景；亦可自行編寫模型，再新增基準情景。</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正態</translation>
    </message>
    <message>
        <source>Not kept yet: write it, then choose “Keep the model”.</source>
        <translation>尚未保存：編寫後請按「保存模型」。</translation>
    </message>
    <message>
        <source>Note in Chinese</source>
        <translation>中文備註</translation>
    </message>
    <message>
        <source>Note in English</source>
        <translation>英文備註</translation>
    </message>
    <message>
        <source>Note of the scenario</source>
        <translation>情景備註</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>備註…</translation>
    </message>
    <message>
        <source>Number of years</source>
        <translation>年數</translation>
    </message>
    <message>
        <source>On data as known on</source>
        <translation>按以下日期所知的數據</translation>
    </message>
    <message>
        <source>One chart</source>
        <translation>單一圖表</translation>
    </message>
    <message>
        <source>One driver</source>
        <translation>單一因素</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>開啟檔案…</translation>
    </message>
    <message>
        <source>Out of date: the assumptions have changed since this was computed.</source>
        <translation>結果已過時：推算後假設有所更改。</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>實際結果</translation>
    </message>
    <message>
        <source>P {share}</source>
        <translation>機會{share}</translation>
    </message>
    <message>
        <source>PERT</source>
        <translation>PERT</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>小圖</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>上層</translation>
    </message>
    <message>
        <source>Parent’s again</source>
        <translation>沿用上層</translation>
    </message>
    <message>
        <source>Past errors of projecting</source>
        <translation>過往推算誤差</translation>
    </message>
    <message>
        <source>Past growth</source>
        <translation>過往增長</translation>
    </message>
    <message>
        <source>Past worked out from</source>
        <translation>過往數字算式</translation>
    </message>
    <message>
        <source>Past years used</source>
        <translation>採用的過往年份</translation>
    </message>
    <message>
        <source>Paste a table from Excel: names in the first column; heads such as rd_business.growth, gdp.growth.2027, unicorns.level.2030. Empty cells keep the scenario’s assumption.</source>
        <translation>從Excel貼上表格：首欄為名稱；欄首如rd_business.growth、gdp.growth.2027、unicorns.level.2030。空格沿用情景的假設。</translation>
    </message>
    <message>
        <source>Paste driver table</source>
        <translation>貼上驅動因素表</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路徑</translation>
    </message>
    <message>
        <source>Path: {driver}</source>
        <translation>路徑：{driver}</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>優先次序</translation>
    </message>
    <message>
        <source>Projected</source>
        <translation>推算</translation>
    </message>
    <message>
        <source>Projecting at the pace of the last {window} years from every year {first}–{last}: how far off, and how often nearer than “no change”.</source>
        <translation>由{first}至{last}年逐年按之前{window}年的步伐推算：誤差多少，以及有多少次較「不變」準確。</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>推算</translation>
    </message>
    <message>
        <source>Projections</source>
        <translation>推算次數</translation>
    </message>
    <message>
        <source>Projects indicator</source>
        <translation>推算的指標</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>斜升</translation>
    </message>
    <message>
        <source>Rank correlations from −1 to 1 between drivers that are uncertain; empty = independent.</source>
        <translation>不確定的驅動因素之間的等級相關系數，由−1至1；留空即互不相關。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Recalculate</source>
        <translation>重新推算</translation>
    </message>
    <message>
        <source>Recalculate while a slider moves</source>
        <translation>移動滑桿時即時推算</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>參考數字</translation>
    </message>
    <message>
        <source>Remove variable</source>
        <translation>移除變數</translation>
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
        <source>Repeat for</source>
        <translation>重複</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>規則</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>執行</translation>
    </message>
    <message>
        <source>Running the variations</source>
        <translation>正推算各項變化</translation>
    </message>
    <message>
        <source>S-curve</source>
        <translation>S曲線</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Scenario as a workbook</source>
        <translation>情景活頁簿</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Scenarios to compare</source>
        <translation>比較的情景</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>種子</translation>
    </message>
    <message>
        <source>Seek</source>
        <translation>求解</translation>
    </message>
    <message>
        <source>Send to pack</source>
        <translation>送往資料冊</translation>
    </message>
    <message>
        <source>Series of actuals</source>
        <translation>實際數字系列</translation>
    </message>
    <message>
        <source>Several drivers</source>
        <translation>多項因素</translation>
    </message>
    <message>
        <source>Shares of variance</source>
        <translation>方差分解</translation>
    </message>
    <message>
        <source>Show the pack</source>
        <translation>顯示資料冊</translation>
    </message>
    <message>
        <source>Show the paragraph in both languages</source>
        <translation>以中英雙語顯示段落</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>標準差σ</translation>
    </message>
    <message>
        <source>Skew (mean less mode)</source>
        <translation>偏度（平均值減眾數）</translation>
    </message>
    <message>
        <source>Slider from</source>
        <translation>滑桿下限</translation>
    </message>
    <message>
        <source>Slider from {low} to {high}</source>
        <translation>滑桿範圍{low}至{high}</translation>
    </message>
    <message>
        <source>Slider step</source>
        <translation>滑桿步距</translation>
    </message>
    <message>
        <source>Slider to</source>
        <translation>滑桿上限</translation>
    </message>
    <message>
        <source>Solve for target</source>
        <translation>求解目標</translation>
    </message>
    <message>
        <source>Solve…</source>
        <translation>求解…</translation>
    </message>
    <message>
        <source>Source and reason</source>
        <translation>來源及理由</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>來源</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>標準差</translation>
    </message>
    <message>
        <source>Steepness</source>
        <translation>陡度</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>階躍</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Table of variations</source>
        <translation>變化表</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>數據表</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt)</source>
        <translation>表格 (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take the model’s numbers again</source>
        <translation>還原模型的數字</translation>
    </message>
    <message>
        <source>Take the nearest possible</source>
        <translation>採用最接近的可行值</translation>
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
        <source>Target</source>
        <translation>目標</translation>
    </message>
    <message>
        <source>Targets to be met</source>
        <translation>須達到的目標</translation>
    </message>
    <message>
        <source>The assumptions have changed since; recalculate to read the result.</source>
        <translation>假設已有更改；請重新推算以閱讀結果。</translation>
    </message>
    <message>
        <source>The model does not project this.</source>
        <translation>模型沒有推算這項指標。</translation>
    </message>
    <message>
        <source>The model projects no indicator with a reference figure.</source>
        <translation>模型沒有推算任何設有參考數字的指標。</translation>
    </message>
    <message>
        <source>There</source>
        <translation>對方</translation>
    </message>
    <message>
        <source>There is no pack yet.</source>
        <translation>尚未有資料冊。</translation>
    </message>
    <message>
        <source>There is too little past to judge the model by.</source>
        <translation>過往數據太少，無法評估模型。</translation>
    </message>
    <message>
        <source>These correlations are possible.</source>
        <translation>這些相關系數可以並存。</translation>
    </message>
    <message>
        <source>These correlations contradict one another. The red cells show the nearest that can be had together.</source>
        <translation>這些相關系數互相矛盾；紅色格列出最接近而可並存的數值。</translation>
    </message>
    <message>
        <source>This model has no levers.</source>
        <translation>此模型沒有槓桿。</translation>
    </message>
    <message>
        <source>Tick at least one driver and one target.</source>
        <translation>請最少勾選一項驅動因素和一個目標。</translation>
    </message>
    <message>
        <source>Title in Chinese</source>
        <translation>中文標題</translation>
    </message>
    <message>
        <source>Title in English</source>
        <translation>英文標題</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Tornado</source>
        <translation>龍捲風圖</translation>
    </message>
    <message>
        <source>Trend of the actuals</source>
        <translation>實際數字的趨勢</translation>
    </message>
    <message>
        <source>Triangular</source>
        <translation>三角</translation>
    </message>
    <message>
        <source>Two-piece normal</source>
        <translation>兩段正態</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>不確定性</translation>
    </message>
    <message>
        <source>Uncertainty…</source>
        <translation>不確定性…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>均勻</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>單位</translation>
    </message>
    <message>
        <source>Use actuals</source>
        <translation>採用實際數字</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>數值</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>數值</translation>
    </message>
    <message>
        <source>Values by year</source>
        <translation>逐年數值</translation>
    </message>
    <message>
        <source>Values given</source>
        <translation>指定數值</translation>
    </message>
    <message>
        <source>Values, with commas between them</source>
        <translation>數值，以逗號分隔</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>變數</translation>
    </message>
    <message>
        <source>Variables of the model</source>
        <translation>模型的變數</translation>
    </message>
    <message>
        <source>Variations compared</source>
        <translation>各項變化的比較</translation>
    </message>
    <message>
        <source>Weight of the mode</source>
        <translation>眾數權重</translation>
    </message>
    <message>
        <source>What is computed from what; the card lists the same in words</source>
        <translation>各變數的計算關係；模型說明以文字列出相同內容</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>錯誤之處</translation>
    </message>
    <message>
        <source>What the lever rests on</source>
        <translation>槓桿的依據</translation>
    </message>
    <message>
        <source>With</source>
        <translation>加入後</translation>
    </message>
    <message>
        <source>With interactions</source>
        <translation>連相互作用</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>未加入</translation>
    </message>
    <message>
        <source>Work out the shares</source>
        <translation>計算比重</translation>
    </message>
    <message>
        <source>Working out shares of variance</source>
        <translation>正計算方差分解</translation>
    </message>
    <message>
        <source>Works on</source>
        <translation>作用於</translation>
    </message>
    <message>
        <source>Would close it at</source>
        <translation>填補差距所需</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>編寫</translation>
    </message>
    <message>
        <source>Write a model…</source>
        <translation>編寫模型…</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已寫入：{file}</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Years ahead or variable</source>
        <translation>前推年數或變數</translation>
    </message>
    <message>
        <source>Years and value</source>
        <translation>年份及數值</translation>
    </message>
    <message>
        <source>Years until a part of it works</source>
        <translation>投放後多少年見效</translation>
    </message>
    <message>
        <source>actual</source>
        <translation>實際</translation>
    </message>
    <message>
        <source>actual, not projected</source>
        <translation>實際數字，並非推算</translation>
    </message>
    <message>
        <source>actuals</source>
        <translation>實際數字</translation>
    </message>
    <message>
        <source>actuals of {first}–{last} used</source>
        <translation>採用{first}–{last}的實際數字</translation>
    </message>
    <message>
        <source>add</source>
        <translation>加</translation>
    </message>
    <message>
        <source>add factor</source>
        <translation>附加調整</translation>
    </message>
    <message>
        <source>all actuals used</source>
        <translation>採用全部實際數字</translation>
    </message>
    <message>
        <source>around what the scenario assumes</source>
        <translation>圍繞情景的假設</translation>
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
        <translation>沒有註明可信程度</translation>
    </message>
    <message>
        <source>correlations</source>
        <translation>相關系數</translation>
    </message>
    <message>
        <source>drawn anew every year</source>
        <translation>每年另抽</translation>
    </message>
    <message>
        <source>driver: growth</source>
        <translation>驅動因素：增長率</translation>
    </message>
    <message>
        <source>driver: level</source>
        <translation>驅動因素：數值</translation>
    </message>
    <message>
        <source>each by the same amount</source>
        <translation>各變動相同幅度</translation>
    </message>
    <message>
        <source>each from its 5th to its 95th percentile</source>
        <translation>各由第5至第95百分位數</translation>
    </message>
    <message>
        <source>equal to it as printed</source>
        <translation>按印列位數相等</translation>
    </message>
    <message>
        <source>fitted to all years</source>
        <translation>按全部年份擬合</translation>
    </message>
    <message>
        <source>follows {name}</source>
        <translation>跟隨{name}</translation>
    </message>
    <message>
        <source>from the two ends</source>
        <translation>按首尾兩年</translation>
    </message>
    <message>
        <source>given as a 90% interval</source>
        <translation>以90%區間表示</translation>
    </message>
    <message>
        <source>high confidence</source>
        <translation>可信程度高</translation>
    </message>
    <message>
        <source>lag</source>
        <translation>滯後</translation>
    </message>
    <message>
        <source>last actual {year}: {value}</source>
        <translation>最新實際數字{year}：{value}</translation>
    </message>
    <message>
        <source>lever</source>
        <translation>槓桿</translation>
    </message>
    <message>
        <source>low confidence</source>
        <translation>可信程度低</translation>
    </message>
    <message>
        <source>medium confidence</source>
        <translation>可信程度中等</translation>
    </message>
    <message>
        <source>met</source>
        <translation>達到</translation>
    </message>
    <message>
        <source>multiply by</source>
        <translation>乘以</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>no actuals used</source>
        <translation>不採用實際數字</translation>
    </message>
    <message>
        <source>no direction</source>
        <translation>無優劣方向</translation>
    </message>
    <message>
        <source>no multiple</source>
        <translation>倍數無法達到</translation>
    </message>
    <message>
        <source>not computable</source>
        <translation>無法計算</translation>
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
        <source>not uncertain</source>
        <translation>沒有不確定性</translation>
    </message>
    <message>
        <source>nothing (a base case)</source>
        <translation>無（基準情景）</translation>
    </message>
    <message>
        <source>of growth</source>
        <translation>增長率</translation>
    </message>
    <message>
        <source>of the elasticity</source>
        <translation>彈性</translation>
    </message>
    <message>
        <source>of the level</source>
        <translation>數值</translation>
    </message>
    <message>
        <source>of the value itself</source>
        <translation>數值本身</translation>
    </message>
    <message>
        <source>off</source>
        <translation>關</translation>
    </message>
    <message>
        <source>on</source>
        <translation>開</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>已過時</translation>
    </message>
    <message>
        <source>past from {formula}</source>
        <translation>過往數字：{formula}</translation>
    </message>
    <message>
        <source>path</source>
        <translation>路徑</translation>
    </message>
    <message>
        <source>ramp</source>
        <translation>斜升</translation>
    </message>
    <message>
        <source>source: {source}</source>
        <translation>來源：{source}</translation>
    </message>
    <message>
        <source>step</source>
        <translation>階躍</translation>
    </message>
    <message>
        <source>switched on in “{name}”</source>
        <translation>在「{name}」啟用</translation>
    </message>
    <message>
        <source>taken from the parent</source>
        <translation>沿用上層情景</translation>
    </message>
    <message>
        <source>times</source>
        <translation>倍數</translation>
    </message>
    <message>
        <source>trend {first}–{last}</source>
        <translation>{first}–{last}年趨勢</translation>
    </message>
    <message>
        <source>uncertainty</source>
        <translation>不確定性</translation>
    </message>
    <message>
        <source>until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>years</source>
        <translation>年</translation>
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
        <source>{driver}, {year}: “{typed}” is not a number.</source>
        <translation>{driver}，{year}：「{typed}」不是數字。</translation>
    </message>
    <message>
        <source>{driver}: edit the path</source>
        <translation>{driver}：編輯路徑</translation>
    </message>
    <message>
        <source>{driver}: give at least one value.</source>
        <translation>{driver}：請最少輸入一個數值。</translation>
    </message>
    <message>
        <source>{driver}: take the parent’s assumption again</source>
        <translation>{driver}：改用上層情景的假設</translation>
    </message>
    <message>
        <source>{driver}: the least has to be below the most.</source>
        <translation>{driver}：下限須小於上限。</translation>
    </message>
    <message>
        <source>{driver}: {value}</source>
        <translation>{driver}：{value}</translation>
    </message>
    <message>
        <source>{driver}: “{typed}” is not a number.</source>
        <translation>{driver}：「{typed}」不是數字。</translation>
    </message>
    <message>
        <source>{name} (parent)</source>
        <translation>{name}（上層）</translation>
    </message>
    <message>
        <source>{name}: out of date</source>
        <translation>{name}：已過時</translation>
    </message>
    <message>
        <source>{name}: {n} scenarios</source>
        <translation>{name}：{n}個情景</translation>
    </message>
    <message>
        <source>{name}: {what}</source>
        <translation>{name}：{what}</translation>
    </message>
    <message>
        <source>{n} cells were left out: their years are actual.</source>
        <translation>{n}格未有採用：該等年份已有實際數字。</translation>
    </message>
    <message>
        <source>{n} draws, seed {seed}</source>
        <translation>抽樣{n}次，種子{seed}</translation>
    </message>
    <message>
        <source>{n} drivers pasted.</source>
        <translation>已貼上{n}項驅動因素。</translation>
    </message>
    <message>
        <source>{n} own assumptions</source>
        <translation>{n}項自設假設</translation>
    </message>
    <message>
        <source>{n} values are not computable, the first: {name} in {year}.</source>
        <translation>{n}個數值無法計算，首個是{year}年的{name}。</translation>
    </message>
    <message>
        <source>{n} variables, {identities} of them computed; {first}–{last}.</source>
        <translation>{n}個變數，其中{identities}個由算式得出；{first}–{last}年。</translation>
    </message>
    <message>
        <source>{n} years ahead</source>
        <translation>前推{n}年</translation>
    </message>
    <message>
        <source>{pair}: “{typed}” is not a number from −1 to 1.</source>
        <translation>{pair}：「{typed}」不是−1至1之間的數字。</translation>
    </message>
    <message>
        <source>{rate} a year</source>
        <translation>每年{rate}</translation>
    </message>
    <message>
        <source>{shape} to {value} by {year}</source>
        <translation>{year}年前{shape}至{value}</translation>
    </message>
    <message>
        <source>{times} times its size</source>
        <translation>原規模的{times}倍</translation>
    </message>
    <message>
        <source>×</source>
        <translation>×</translation>
    </message>
    <message>
        <source>“{name}” was deleted.</source>
        <translation>已刪除「{name}」。</translation>
    </message>
    <message>
        <source>“{typed}” is not a number for {name}.</source>
        <translation>「{typed}」不是{name}的有效數字。</translation>
    </message>
    <message>
        <source>✓ met · ≈ equal as printed · ▼ not met · ○ cannot be computed · ● actual, not projected</source>
        <translation>✓達到　≈按印列位數相等　▼未達到　○無法計算　●實際數字，並非推算</translation>
    </message>
    <message>
        <source>中＋EN</source>
        <translation>中＋EN</translation>
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
        <translation>基準{base}；最新{latest}；{year}參考數字{target}</translation>
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
        <source>On track under {on_track} of {applied} methods</source>
        <translation>{applied}種方法中{on_track}種屬進度理想</translation>
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
