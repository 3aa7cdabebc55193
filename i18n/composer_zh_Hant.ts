<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_HK" sourcelanguage="en">
<context>
    <name>composer</name>
    <message>
        <source>&amp;Bureau</source>
        <translation>政策局(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Choose files…</source>
        <translation>選擇檔案(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Day of the meeting (may wait)</source>
        <translation>會議日期（可稍後填寫）(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Month of the signature</source>
        <translation>署名月份(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Panel, by its name on that day</source>
        <translation>事務委員會（按當日名稱）(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation>儲存報告(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Template (or a paper to start from)</source>
        <translation>範本（或作底本的文件）(&amp;T)</translation>
    </message>
    <message>
        <source>(a), (b), (c)</source>
        <translation>(a)、(b)、(c)</translation>
    </message>
    <message>
        <source>(i), (ii), (iii)</source>
        <translation>(i)、(ii)、(iii)</translation>
    </message>
    <message>
        <source>(not written yet)</source>
        <translation>（未有文字）</translation>
    </message>
    <message>
        <source>+ column</source>
        <translation>＋欄</translation>
    </message>
    <message>
        <source>+ row</source>
        <translation>＋列</translation>
    </message>
    <message>
        <source>1, 2, 3</source>
        <translation>1、2、3</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Add a line to the signature</source>
        <translation>署名加一行</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>加註釋</translation>
    </message>
    <message>
        <source>Add an item</source>
        <translation>加一項</translation>
    </message>
    <message>
        <source>Add below…</source>
        <translation>在下方加入…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>All alike</source>
        <translation>各欄相同</translation>
    </message>
    <message>
        <source>All reference indicators</source>
        <translation>全部參考指標</translation>
    </message>
    <message>
        <source>Amounts and quantities promised</source>
        <translation>承諾的款額及數量</translation>
    </message>
    <message>
        <source>Annex</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Annex {letter}: {title}</source>
        <translation>附件{letter}：{title}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答覆</translation>
    </message>
    <message>
        <source>As at</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>As known</source>
        <translation>按何時所知</translation>
    </message>
    <message>
        <source>As known on</source>
        <translation>按何日所知</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>按公布</translation>
    </message>
    <message>
        <source>Bars over the likely range</source>
        <translation>以誤差棒標示可能範圍</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>機構</translation>
    </message>
    <message>
        <source>Briefing pack</source>
        <translation>簡報文件</translation>
    </message>
    <message>
        <source>Bullets</source>
        <translation>子彈圖</translation>
    </message>
    <message>
        <source>Bureau</source>
        <translation>政策局</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>儲存格</translation>
    </message>
    <message>
        <source>Cells of the table, both languages in each</source>
        <translation>表格各格，每格兼列中英文</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>置中</translation>
    </message>
    <message>
        <source>Change figure</source>
        <translation>更改數字</translation>
    </message>
    <message>
        <source>Change it everywhere</source>
        <translation>全文一併更改</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>圖表</translation>
    </message>
    <message>
        <source>Checking the paper…</source>
        <translation>正在檢查文件…</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Chinese style</source>
        <translation>中文格式</translation>
    </message>
    <message>
        <source>Choose papers that were exported from this program and edited since, both languages together if there are two.</source>
        <translation>請選擇由本程式匯出、其後經人手修改的文件；如有中英文本，請一併選取。</translation>
    </message>
    <message>
        <source>Classification, on every page</source>
        <translation>保密級別（印於每頁）</translation>
    </message>
    <message>
        <source>Columns and a line</source>
        <translation>直條加折線</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目錄</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Copy this paper…</source>
        <translation>複製這份文件…</translation>
    </message>
    <message>
        <source>Course of an indicator</source>
        <translation>指標走勢</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>封面</translation>
    </message>
    <message>
        <source>Day of the meeting</source>
        <translation>會議日期</translation>
    </message>
    <message>
        <source>Day to which delivery is stated</source>
        <translation>推行情況截至日期</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>小數位</translation>
    </message>
    <message>
        <source>Delivery of measures</source>
        <translation>措施推行情況</translation>
    </message>
    <message>
        <source>Draft: marked so on every page</source>
        <translation>草擬本：每頁註明</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>English style</source>
        <translation>英文格式</translation>
    </message>
    <message>
        <source>Excel</source>
        <translation>Excel</translation>
    </message>
    <message>
        <source>Export pack…</source>
        <translation>匯出資料冊…</translation>
    </message>
    <message>
        <source>Figure only</source>
        <translation>只印數字</translation>
    </message>
    <message>
        <source>Figure with its unit</source>
        <translation>數字連單位</translation>
    </message>
    <message>
        <source>Figures found</source>
        <translation>找到的數字</translation>
    </message>
    <message>
        <source>File</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>File reference</source>
        <translation>檔號</translation>
    </message>
    <message>
        <source>Filled with</source>
        <translation>填入內容</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>檢查結果</translation>
    </message>
    <message>
        <source>Findings of the check</source>
        <translation>檢查結果</translation>
    </message>
    <message>
        <source>Footnote</source>
        <translation>註腳</translation>
    </message>
    <message>
        <source>Footnote “{name}”</source>
        <translation>註腳「{name}」</translation>
    </message>
    <message>
        <source>From the year</source>
        <translation>由何年起</translation>
    </message>
    <message>
        <source>Give it a title.</source>
        <translation>請填寫標題。</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>文件首部</translation>
    </message>
    <message>
        <source>Head of the first page</source>
        <translation>首頁首部</translation>
    </message>
    <message>
        <source>Head of the paper</source>
        <translation>文件首部</translation>
    </message>
    <message>
        <source>Header rows</source>
        <translation>表頭列數</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>標題段</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>Indicator, series, scenario, measure, number, year…</source>
        <translation>指標、數列、情景、措施、數字、年份…</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Insert figure</source>
        <translation>插入數字</translation>
    </message>
    <message>
        <source>Insert figure…</source>
        <translation>插入數字…</translation>
    </message>
    <message>
        <source>Insert in both languages</source>
        <translation>插入中英文本</translation>
    </message>
    <message>
        <source>Item {number}</source>
        <translation>第{number}項</translation>
    </message>
    <message>
        <source>Its period</source>
        <translation>所屬時期</translation>
    </message>
    <message>
        <source>Its source</source>
        <translation>資料來源</translation>
    </message>
    <message>
        <source>Keep the earlier figure</source>
        <translation>保留原有數字</translation>
    </message>
    <message>
        <source>Kind of chart</source>
        <translation>圖表類別</translation>
    </message>
    <message>
        <source>Known on the day</source>
        <translation>該日所知</translation>
    </message>
    <message>
        <source>Label, such as Tab 2</source>
        <translation>標籤（例如「分頁2」）</translation>
    </message>
    <message>
        <source>Larger pages</source>
        <translation>放大頁面</translation>
    </message>
    <message>
        <source>Legislative Council Brief</source>
        <translation>立法會參考資料摘要</translation>
    </message>
    <message>
        <source>Let it stand</source>
        <translation>准予保留</translation>
    </message>
    <message>
        <source>Let it stand…</source>
        <translation>准予保留…</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>字母</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>級別</translation>
    </message>
    <message>
        <source>Line on the second axis</source>
        <translation>次軸折線</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Make the change</source>
        <translation>按建議修改</translation>
    </message>
    <message>
        <source>Make the paper</source>
        <translation>建立文件</translation>
    </message>
    <message>
        <source>Mark it as a dra&amp;ft on every page</source>
        <translation>每頁註明為草擬本(&amp;F)</translation>
    </message>
    <message>
        <source>Marked by</source>
        <translation>項目符號</translation>
    </message>
    <message>
        <source>Measures of a bureau</source>
        <translation>政策局的措施</translation>
    </message>
    <message>
        <source>Measures overdue</source>
        <translation>逾期措施</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Moment of the figures</source>
        <translation>數字時間</translation>
    </message>
    <message>
        <source>Moment of the figures at the foot of every page</source>
        <translation>每頁底印上數字時間</translation>
    </message>
    <message>
        <source>Month of the signature</source>
        <translation>署名月份</translation>
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
        <source>Name for references</source>
        <translation>參照名稱</translation>
    </message>
    <message>
        <source>Name of the bureau</source>
        <translation>政策局名稱</translation>
    </message>
    <message>
        <source>Name of the panel</source>
        <translation>事務委員會名稱</translation>
    </message>
    <message>
        <source>Name of the part in conditions</source>
        <translation>條件所用的部分名稱</translation>
    </message>
    <message>
        <source>Name of the template</source>
        <translation>範本名稱</translation>
    </message>
    <message>
        <source>New paper from a template</source>
        <translation>以範本建立文件</translation>
    </message>
    <message>
        <source>New paper from a template…</source>
        <translation>以範本建立文件…</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一頁</translation>
    </message>
    <message>
        <source>No classification</source>
        <translation>不設保密級別</translation>
    </message>
    <message>
        <source>No figure is wrong; {checked} were checked.</source>
        <translation>沒有錯誤數字；共核對{checked}個。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>無</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>註釋</translation>
    </message>
    <message>
        <source>Note {number}</source>
        <translation>註釋{number}</translation>
    </message>
    <message>
        <source>Nothing found. Try another word, in either language.</source>
        <translation>找不到結果，請改用其他中文或英文字詞。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現時</translation>
    </message>
    <message>
        <source>Numbered</source>
        <translation>編號</translation>
    </message>
    <message>
        <source>Numbered as</source>
        <translation>編號方式</translation>
    </message>
    <message>
        <source>On a day…</source>
        <translation>指定日期…</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>另一語文</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大綱</translation>
    </message>
    <message>
        <source>Outline of the paper</source>
        <translation>文件大綱</translation>
    </message>
    <message>
        <source>Own PowerPoint template…</source>
        <translation>自備PowerPoint範本…</translation>
    </message>
    <message>
        <source>Own Word template…</source>
        <translation>自備Word範本…</translation>
    </message>
    <message>
        <source>Own template</source>
        <translation>自備範本</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Packs (*.json)</source>
        <translation>簡報資料冊 (*.json)</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一頁</translation>
    </message>
    <message>
        <source>Page break</source>
        <translation>分頁</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第{page}頁，共{pages}頁</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>頁面</translation>
    </message>
    <message>
        <source>Pages as printed</source>
        <translation>列印頁面</translation>
    </message>
    <message>
        <source>Pages in {language}</source>
        <translation>頁面語文：{language}</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>事務委員會</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Paper number</source>
        <translation>文件編號</translation>
    </message>
    <message>
        <source>Paper: number, status, body, title</source>
        <translation>文件：編號、性質、機構、標題</translation>
    </message>
    <message>
        <source>Papers (*.docx *.pptx *.xlsx)</source>
        <translation>文件 (*.docx *.pptx *.xlsx)</translation>
    </message>
    <message>
        <source>Paragraph</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Parts of a question</source>
        <translation>問題各部分</translation>
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
        <source>Plain</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>PowerPoint</source>
        <translation>PowerPoint</translation>
    </message>
    <message>
        <source>PowerPoint templates (*.pptx *.potx)</source>
        <translation>PowerPoint範本 (*.pptx *.potx)</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印出</translation>
    </message>
    <message>
        <source>Print the qualifier of the figure</source>
        <translation>印出數字原有的限定詞</translation>
    </message>
    <message>
        <source>Published {date}: {figure}</source>
        <translation>{date}公布：{figure}</translation>
    </message>
    <message>
        <source>Put the same figures into both languages</source>
        <translation>補齊中英文本的數字</translation>
    </message>
    <message>
        <source>Qualifier</source>
        <translation>限定詞</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>提問</translation>
    </message>
    <message>
        <source>Quotation</source>
        <translation>引文</translation>
    </message>
    <message>
        <source>RESTRICTED 限閱文件</source>
        <translation>限閱文件 RESTRICTED</translation>
    </message>
    <message>
        <source>Read a pack from a file</source>
        <translation>由檔案讀入資料冊</translation>
    </message>
    <message>
        <source>Read a pack from a file…</source>
        <translation>由檔案讀入資料冊…</translation>
    </message>
    <message>
        <source>Reference indicators</source>
        <translation>參考指標</translation>
    </message>
    <message>
        <source>Reference to</source>
        <translation>參照</translation>
    </message>
    <message>
        <source>Reference to “{name}”</source>
        <translation>參照「{name}」</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重新命名…</translation>
    </message>
    <message>
        <source>Results of scenarios</source>
        <translation>情景結果</translation>
    </message>
    <message>
        <source>Revisions of a series</source>
        <translation>數列的修訂</translation>
    </message>
    <message>
        <source>Save as a template</source>
        <translation>存為範本</translation>
    </message>
    <message>
        <source>Save as a template…</source>
        <translation>存為範本…</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>儲存報告</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Scenarios compared</source>
        <translation>情景比較</translation>
    </message>
    <message>
        <source>Search figures</source>
        <translation>搜尋數字</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>數列</translation>
    </message>
    <message>
        <source>Set as (without a number)</source>
        <translation>版式（無編號段落）</translation>
    </message>
    <message>
        <source>Setting the pages…</source>
        <translation>正在排版…</translation>
    </message>
    <message>
        <source>Shares of the width</source>
        <translation>各欄寬度比例</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>單張</translation>
    </message>
    <message>
        <source>Should be</source>
        <translation>應為</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>顯示</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Signature, line {number}</source>
        <translation>署名第{number}行</translation>
    </message>
    <message>
        <source>Since when it was known</source>
        <translation>何時起為人所知</translation>
    </message>
    <message>
        <source>Smaller pages</source>
        <translation>縮小頁面</translation>
    </message>
    <message>
        <source>Snapshot “{name}”</source>
        <translation>快照「{name}」</translation>
    </message>
    <message>
        <source>Some were exported from another workspace.</source>
        <translation>部分文件由另一工作檔匯出。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>來源</translation>
    </message>
    <message>
        <source>Source line</source>
        <translation>資料來源行</translation>
    </message>
    <message>
        <source>Sources of their latest figures</source>
        <translation>最新數字的資料來源</translation>
    </message>
    <message>
        <source>Stale: {n} figures have changed since you last saw them.</source>
        <translation>內容已過時：自上次檢視後有{n}個數字改動。</translation>
    </message>
    <message>
        <source>Standard templates again</source>
        <translation>改用標準範本</translation>
    </message>
    <message>
        <source>Stands only in (all, if none is ticked)</source>
        <translation>只用於（不選即全部適用）</translation>
    </message>
    <message>
        <source>Stands there</source>
        <translation>現為</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>性質</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Table from the workspace</source>
        <translation>工作檔表格</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Take all new figures</source>
        <translation>採用全部新數字</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>刪去</translation>
    </message>
    <message>
        <source>Take out of the workspace</source>
        <translation>從工作檔移除</translation>
    </message>
    <message>
        <source>Take the last item out</source>
        <translation>刪去最後一項</translation>
    </message>
    <message>
        <source>Take the last line out</source>
        <translation>刪去最後一行</translation>
    </message>
    <message>
        <source>Take the last note out</source>
        <translation>刪去最後一項註釋</translation>
    </message>
    <message>
        <source>Take the new figure</source>
        <translation>採用新數字</translation>
    </message>
    <message>
        <source>Take the reason back…</source>
        <translation>收回理由…</translation>
    </message>
    <message>
        <source>Take the unused figure out</source>
        <translation>刪去沒有使用的數字</translation>
    </message>
    <message>
        <source>Template: {name}</source>
        <translation>範本：{name}</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Text of the footnote</source>
        <translation>註腳正文</translation>
    </message>
    <message>
        <source>That of the figure</source>
        <translation>數字原有的</translation>
    </message>
    <message>
        <source>That of the paper</source>
        <translation>文件所屬政策局</translation>
    </message>
    <message>
        <source>The day of the paper</source>
        <translation>文件日期</translation>
    </message>
    <message>
        <source>The first there is</source>
        <translation>最早一年</translation>
    </message>
    <message>
        <source>The pack was written to {file}</source>
        <translation>資料冊已寫入{file}</translation>
    </message>
    <message>
        <source>This paper is written with {file} from now on.</source>
        <translation>這份文件以後會用{file}作範本。</translation>
    </message>
    <message>
        <source>This workspace has no briefing pack yet.</source>
        <translation>此工作檔尚未有簡報文件。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>Title in &amp;English</source>
        <translation>英文標題(&amp;E)</translation>
    </message>
    <message>
        <source>Title in C&amp;hinese</source>
        <translation>中文標題(&amp;H)</translation>
    </message>
    <message>
        <source>To be decided</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Use the latest official figure</source>
        <translation>改用最新官方數字</translation>
    </message>
    <message>
        <source>Use the nearest name</source>
        <translation>改用最相近的名稱</translation>
    </message>
    <message>
        <source>Verify a paper</source>
        <translation>核對文件</translation>
    </message>
    <message>
        <source>Verifying papers…</source>
        <translation>正在核對文件…</translation>
    </message>
    <message>
        <source>Verifying…</source>
        <translation>正在核對…</translation>
    </message>
    <message>
        <source>What is not right in the papers</source>
        <translation>文件不符之處</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Why may this stand? {finding}</source>
        <translation>為何可以保留？{finding}</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Word</translation>
    </message>
    <message>
        <source>Word of the head</source>
        <translation>首部資料</translation>
    </message>
    <message>
        <source>Word templates (*.docx *.dotx)</source>
        <translation>Word範本 (*.docx *.dotx)</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>撰寫</translation>
    </message>
    <message>
        <source>Write this pack to a file</source>
        <translation>把資料冊寫成檔案</translation>
    </message>
    <message>
        <source>Write this pack to a file…</source>
        <translation>把資料冊寫成檔案…</translation>
    </message>
    <message>
        <source>Written reply</source>
        <translation>書面答覆</translation>
    </message>
    <message>
        <source>YYYY-MM</source>
        <translation>YYYY-MM</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>YYYY-MM-DD</translation>
    </message>
    <message>
        <source>{finding} (and {n} more below)</source>
        <translation>{finding}（另有{n}項，見下方）</translation>
    </message>
    <message>
        <source>{finding} Let stand: {reason}</source>
        <translation>{finding}准予保留：{reason}</translation>
    </message>
    <message>
        <source>{kind} · block {number} of {all}</source>
        <translation>{kind}．第{number}段，共{all}段</translation>
    </message>
    <message>
        <source>{kind}: {words}</source>
        <translation>{kind}：{words}</translation>
    </message>
    <message>
        <source>{language}: not written yet</source>
        <translation>{language}：未有文字</translation>
    </message>
    <message>
        <source>{name}: from the head</source>
        <translation>{name}：取自首部</translation>
    </message>
    <message>
        <source>{n} figures are wrong; {checked} were checked.</source>
        <translation>{n}個數字有誤；共核對{checked}個。</translation>
    </message>
    <message>
        <source>{n} findings keep this pack from going out.</source>
        <translation>有{n}項問題，文件不能發出。</translation>
    </message>
    <message>
        <source>{n} things to look at; the pack can go out.</source>
        <translation>有{n}項請留意；文件可以發出。</translation>
    </message>
    <message>
        <source>{words}</source>
        <translation>{words}</translation>
    </message>
    <message>
        <source>“{name}” stands for nothing in this pack</source>
        <translation>文件內沒有「{name}」</translation>
    </message>
    <message>
        <source>“{title}” was taken out. Undo brings it back.</source>
        <translation>已移除「{title}」，可按「復原」還原。</translation>
    </message>
    <message>
        <source>− column</source>
        <translation>－欄</translation>
    </message>
    <message>
        <source>− row</source>
        <translation>－列</translation>
    </message>
    <message>
        <source>✓ Every figure is filled in, and both languages say the same numbers.</source>
        <translation>✓ 數字齊全，中英文數字一致。</translation>
    </message>
</context>
</TS>
