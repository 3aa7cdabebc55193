<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_HK" sourcelanguage="en">
<context>
    <name>about</name>
    <message>
        <source>A bilingual workbench for policy plans, their indicators and the papers written about them.</source>
        <translation>處理政策規劃、指標及相關文件的雙語工作台。</translation>
    </message>
    <message>
        <source>About Blueprint Workbench</source>
        <translation>關於創科藍圖工作台</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>動作</translation>
    </message>
    <message>
        <source>Alt+1 to Alt+8 show the tabs; F6 moves between tree, tabs and inspector.</source>
        <translation>Alt+1至Alt+8切換分頁；F6在策略樹、分頁與詳情之間移動。</translation>
    </message>
    <message>
        <source>Blueprint Workbench</source>
        <translation>創科藍圖工作台</translation>
    </message>
    <message>
        <source>It works offline: nothing you open or write leaves this computer.</source>
        <translation>程式離線運作：你開啟或撰寫的內容不會離開這部電腦。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>鍵盤快捷鍵</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按鍵</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>授權條款</translation>
    </message>
    <message>
        <source>Not a Government product. Figures are as published by the sources named beside them.</source>
        <translation>本程式並非政府產品。數字以旁邊所列出處公布者為準。</translation>
    </message>
    <message>
        <source>The licence files are not beside the program.</source>
        <translation>程式旁邊沒有授權條款檔案。</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>版本{version}</translation>
    </message>
</context>
<context>
    <name>centre</name>
    <message>
        <source>Main tabs</source>
        <translation>主分頁</translation>
    </message>
    <message>
        <source>This tab could not be shown. Nothing was changed; the other tabs can be used.</source>
        <translation>這個分頁無法顯示。內容沒有任何改動，其他分頁可照常使用。</translation>
    </message>
</context>
<context>
    <name>check</name>
    <message>
        <source>Check of this workspace</source>
        <translation>檢查工作檔</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>發現</translation>
    </message>
    <message>
        <source>Nothing is wrong: every figure has a source, every link leads somewhere.</source>
        <translation>一切正常：每個數字都有出處，每條連結都有去處。</translation>
    </message>
    <message>
        <source>{n} findings</source>
        <translation>共{n}項發現</translation>
    </message>
</context>
<context>
    <name>definitions</name>
    <message>
        <source>Definition from</source>
        <translation>定義，自</translation>
    </message>
    <message>
        <source>Definitions of a series</source>
        <translation>數列的定義</translation>
    </message>
    <message>
        <source>Estimates of earlier figures on the newer definition, never official:</source>
        <translation>按新定義估算的較早數字（並非官方數字）：</translation>
    </message>
    <message>
        <source>Figures on two definitions are not one line. If reading them as one is sound, say why: the note is shown with the link.</source>
        <translation>定義不同的數字並非同一數列。如認為可視為同一數列，請說明理由；凡用到此連結之處均會列出該註解。</translation>
    </message>
    <message>
        <source>From {period}: {words}</source>
        <translation>自{period}起：{words}</translation>
    </message>
    <message>
        <source>Link with this note</source>
        <translation>附註並相連</translation>
    </message>
    <message>
        <source>Take the link away</source>
        <translation>移除連結</translation>
    </message>
    <message>
        <source>Why they may be read as one line</source>
        <translation>視為同一數列的理由</translation>
    </message>
    <message>
        <source>and definition from</source>
        <translation>與定義，自</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>開始</translation>
    </message>
</context>
<context>
    <name>derived</name>
    <message>
        <source>A formula over series, such as gerd / gdp_current * 100. What it comes to is derived, never official.</source>
        <translation>以數列寫成公式，例如gerd / gdp_current * 100。結果屬推算，並非官方數字。</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Indicator by a formula</source>
        <translation>以公式計算指標</translation>
    </message>
    <message>
        <source>Insert a series or function</source>
        <translation>插入數列或函數</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
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
        <source>Remove this indicator</source>
        <translation>移除此指標</translation>
    </message>
    <message>
        <source>Short id, for other formulas</source>
        <translation>簡短代號（供其他公式使用）</translation>
    </message>
    <message>
        <source>Sound. Unit: {unit}</source>
        <translation>公式正確。單位：{unit}</translation>
    </message>
    <message>
        <source>Unit of the result</source>
        <translation>結果的單位</translation>
    </message>
    <message>
        <source>What the formula comes to</source>
        <translation>公式的結果</translation>
    </message>
    <message>
        <source>as the formula gives it</source>
        <translation>按公式得出</translation>
    </message>
</context>
<context>
    <name>dock</name>
    <message>
        <source>Float or dock</source>
        <translation>浮動或停靠</translation>
    </message>
    <message>
        <source>Hide (View menu brings it back)</source>
        <translation>隱藏（可由「檢視」選單重開）</translation>
    </message>
</context>
<context>
    <name>documents</name>
    <message>
        <source>&amp;Add…</source>
        <translation>加入(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>匯出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>開啟(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Add a document</source>
        <translation>加入文件</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>附上時間</translation>
    </message>
    <message>
        <source>Both Chinese scripts</source>
        <translation>繁簡並用</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Documents kept in the workspace</source>
        <translation>存於工作檔內的文件</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Evidence on</source>
        <translation>作為佐證的項目</translation>
    </message>
    <message>
        <source>Export document</source>
        <translation>匯出文件</translation>
    </message>
    <message>
        <source>No document yet. Add one here, or attach it to evidence on an item of the plan.</source>
        <translation>尚未有文件。可在此加入，或在規劃項目的佐證附上。</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>發布日期</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Simplified Chinese</source>
        <translation>簡體中文</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>They travel inside the file: one file hands over everything. Each may have 50 MB at most.</source>
        <translation>文件存於工作檔之內，交付一個檔案便交付一切。每份以50 MB為限。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>Traditional Chinese</source>
        <translation>繁體中文</translation>
    </message>
    <message>
        <source>{n} documents, {size}</source>
        <translation>{n}份文件，共{size}</translation>
    </message>
    <message>
        <source>“{file}” is not opened from here, as it could be a program. Export it instead.</source>
        <translation>「{file}」可能是程式，不會在此開啟，請改為匯出。</translation>
    </message>
    <message>
        <source>“{file}” was written to {folder}</source>
        <translation>「{file}」已寫入{folder}</translation>
    </message>
</context>
<context>
    <name>edits</name>
    <message>
        <source>History</source>
        <translation>歷程</translation>
    </message>
    <message>
        <source>Redoing</source>
        <translation>正在重做</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>正在復原</translation>
    </message>
    <message>
        <source>“{step}” was undone and is set aside: the history leads back to it.</source>
        <translation>「{step}」已復原並擱下，可由歷程返回。</translation>
    </message>
</context>
<context>
    <name>evidence</name>
    <message>
        <source>&amp;Date of what is told</source>
        <translation>所述事情的日期(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>類別(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Link</source>
        <translation>連結(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Page or paragraph</source>
        <translation>頁碼或段落(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reliability</source>
        <translation>可靠程度(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation>資料來源(&amp;S)</translation>
    </message>
    <message>
        <source>2026, 2026-03 or 2026-03-21</source>
        <translation>2026、2026-03或2026-03-21</translation>
    </message>
    <message>
        <source>Add evidence</source>
        <translation>加入佐證</translation>
    </message>
    <message>
        <source>Attach &amp;file…</source>
        <translation>附上檔案(&amp;F)…</translation>
    </message>
    <message>
        <source>Attach file</source>
        <translation>附上檔案</translation>
    </message>
    <message>
        <source>D&amp;ocument kept in the workspace</source>
        <translation>存於工作檔內的文件(&amp;O)</translation>
    </message>
    <message>
        <source>Edit evidence</source>
        <translation>編輯佐證</translation>
    </message>
    <message>
        <source>Give a source, a link or a document. An attached file is kept inside the workspace.</source>
        <translation>請註明資料來源、連結或文件。附上的檔案會存於工作檔內。</translation>
    </message>
    <message>
        <source>Keep changes</source>
        <translation>保留更改</translation>
    </message>
    <message>
        <source>None</source>
        <translation>無</translation>
    </message>
    <message>
        <source>Words in &amp;Chinese</source>
        <translation>中文內容(&amp;C)</translation>
    </message>
    <message>
        <source>Words in &amp;English</source>
        <translation>英文內容(&amp;E)</translation>
    </message>
    <message>
        <source>https://…</source>
        <translation>https://…</translation>
    </message>
    <message>
        <source>{file} (new)</source>
        <translation>{file}（新附）</translation>
    </message>
    <message>
        <source>{title}</source>
        <translation>{title}</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>&amp;Choose…</source>
        <translation>選擇(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>資料夾(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Meeting or purpose, and its date</source>
        <translation>會議或用途，以及日期(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Pack</source>
        <translation>資料冊(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Record as issued, with a snapshot of today's figures</source>
        <translation>登記為已發出，並為現時數字留存快照(&amp;R)</translation>
    </message>
    <message>
        <source>A paper that went out stays in the register: undo does not take it back.</source>
        <translation>已發出的文件會一直留在登記冊內，復原操作不會收回。</translation>
    </message>
    <message>
        <source>Choose at least one format.</source>
        <translation>請選擇最少一種格式。</translation>
    </message>
    <message>
        <source>Choose at least one language.</source>
        <translation>請選擇最少一種語言。</translation>
    </message>
    <message>
        <source>Excel (.xlsx)</source>
        <translation>Excel（.xlsx）</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>匯出</translation>
    </message>
    <message>
        <source>Export pack</source>
        <translation>匯出簡報資料冊</translation>
    </message>
    <message>
        <source>Exporting “{pack}”</source>
        <translation>正在匯出「{pack}」</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Issued papers</source>
        <translation>已發出文件</translation>
    </message>
    <message>
        <source>Languages (the same figures in both)</source>
        <translation>語言（兩種語文的數字相同）</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>開啟資料夾</translation>
    </message>
    <message>
        <source>PDF (.pdf), accessible</source>
        <translation>PDF（.pdf），無障礙</translation>
    </message>
    <message>
        <source>PowerPoint (.pptx)</source>
        <translation>PowerPoint（.pptx）</translation>
    </message>
    <message>
        <source>Say for which meeting or purpose it is issued.</source>
        <translation>請註明為哪次會議或何種用途而發出。</translation>
    </message>
    <message>
        <source>Such as: Panel on Commerce, Industry, Innovation and Technology, 24 November 2026</source>
        <translation>例如：工商及創新科技事務委員會，2026年11月24日</translation>
    </message>
    <message>
        <source>The files were not recorded as issued: the workspace was changed while they were written. Export again.</source>
        <translation>檔案未有登記為已發出：寫檔期間工作檔曾有改動。請重新匯出。</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>資料夾不存在。</translation>
    </message>
    <message>
        <source>This workspace has no pack yet.</source>
        <translation>這個工作檔還沒有資料冊。</translation>
    </message>
    <message>
        <source>Word (.docx)</source>
        <translation>Word（.docx）</translation>
    </message>
    <message>
        <source>{moment}: the paper is written with the figures of then.</source>
        <translation>{moment}：文件將採用當時的數字。</translation>
    </message>
    <message>
        <source>{n} files were recorded as issued for “{meeting}”</source>
        <translation>已為「{meeting}」登記發出{n}個檔案</translation>
    </message>
    <message>
        <source>{n} files were written to {folder}</source>
        <translation>已把{n}個檔案寫入{folder}</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>Changed by someone else</source>
        <translation>檔案已被他人更改</translation>
    </message>
    <message>
        <source>It is not finished yet. What it has not written will not be written.</source>
        <translation>工作尚未完成。未寫入的內容將不會寫入。</translation>
    </message>
    <message>
        <source>Keep waiting</source>
        <translation>繼續等候</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>新工作檔</translation>
    </message>
    <message>
        <source>Nothing opened yet</source>
        <translation>尚未開啟過檔案</translation>
    </message>
    <message>
        <source>Open read-only</source>
        <translation>以唯讀方式開啟</translation>
    </message>
    <message>
        <source>Open workspace</source>
        <translation>開啟工作檔</translation>
    </message>
    <message>
        <source>Opening the sample</source>
        <translation>正在開啟示範工作檔</translation>
    </message>
    <message>
        <source>Opening “{file}”</source>
        <translation>正在開啟「{file}」</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存新檔</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存新檔…</translation>
    </message>
    <message>
        <source>Save over it</source>
        <translation>覆寫</translation>
    </message>
    <message>
        <source>Save the changes to “{file}”?</source>
        <translation>要儲存「{file}」的改動嗎？</translation>
    </message>
    <message>
        <source>Saved under another name, your copy can be merged with theirs later: File ▸ Merge a copy. Saved over, their version stays beside it as {backup}.</source>
        <translation>以另一名稱儲存後，日後可用「檔案▸合併副本」把兩者合併。如覆寫，對方的版本會以{backup}保留在旁。</translation>
    </message>
    <message>
        <source>Saving “{file}”</source>
        <translation>正在儲存「{file}」</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The saved file itself is not touched.</source>
        <translation>已儲存的檔案不受影響。</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>捨棄</translation>
    </message>
    <message>
        <source>Throw away the unsaved changes to “{file}”?</source>
        <translation>要捨棄「{file}」未儲存的改動嗎？</translation>
    </message>
    <message>
        <source>Throw away unsaved work</source>
        <translation>捨棄未儲存的內容</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未儲存的改動</translation>
    </message>
    <message>
        <source>Without saving, the changes since the last save are lost.</source>
        <translation>如不儲存，上次儲存後的改動將會失去。</translation>
    </message>
    <message>
        <source>Work under way</source>
        <translation>工作進行中</translation>
    </message>
    <message>
        <source>Workspaces (*.wbk)</source>
        <translation>工作檔 (*.wbk)</translation>
    </message>
    <message>
        <source>“{file}” was no longer in its folder; it was written there anew.</source>
        <translation>「{file}」已不在原資料夾，現已在該處重新寫入。</translation>
    </message>
</context>
<context>
    <name>inspector</name>
    <message>
        <source>Add evidence…</source>
        <translation>加入佐證…</translation>
    </message>
    <message>
        <source>All {n} in the Data tab</source>
        <translation>全部{n}項見「數據」分頁</translation>
    </message>
    <message>
        <source>Already counted at</source>
        <translation>已計入</translation>
    </message>
    <message>
        <source>Amounts</source>
        <translation>款額</translation>
    </message>
    <message>
        <source>As of {date}</source>
        <translation>截至{date}</translation>
    </message>
    <message>
        <source>As printed</source>
        <translation>原文印載</translation>
    </message>
    <message>
        <source>Back to the whole indicator</source>
        <translation>返回整項指標</translation>
    </message>
    <message>
        <source>Better when</source>
        <translation>較佳方向</translation>
    </message>
    <message>
        <source>Change status…</source>
        <translation>更改狀況…</translation>
    </message>
    <message>
        <source>Choose an item in the strategy tree, a card or a point on a chart: everything known of it shows here.</source>
        <translation>在策略樹選擇項目，或選擇卡片、圖上的數據點，這裏便會顯示其全部資料。</translation>
    </message>
    <message>
        <source>Chosen figure</source>
        <translation>所選數字</translation>
    </message>
    <message>
        <source>Compiled by</source>
        <translation>編製機構</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>組成部分</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>定義</translation>
    </message>
    <message>
        <source>Delivery status</source>
        <translation>推行狀況</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>編輯…</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>佐證</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>匯出…</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>數字</translation>
    </message>
    <message>
        <source>Figures by vintage</source>
        <translation>各版次數字</translation>
    </message>
    <message>
        <source>File: {file}</source>
        <translation>檔案：{file}</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>算式</translation>
    </message>
    <message>
        <source>From {period}</source>
        <translation>{period}起</translation>
    </message>
    <message>
        <source>Growth as in {first}–{last}</source>
        <translation>按{first}至{last}年的增長</translation>
    </message>
    <message>
        <source>History of this item</source>
        <translation>本項記錄</translation>
    </message>
    <message>
        <source>Inherits from</source>
        <translation>承繼自</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>詳情</translation>
    </message>
    <message>
        <source>Issued by the Government or a public body</source>
        <translation>由政府或公營機構發布</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>得知日期</translation>
    </message>
    <message>
        <source>Latest figure</source>
        <translation>最新數字</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>主責</translation>
    </message>
    <message>
        <source>Linked indicators</source>
        <translation>相關指標</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>標記</translation>
    </message>
    <message>
        <source>Measures linked to it</source>
        <translation>相關措施</translation>
    </message>
    <message>
        <source>Named in the passage</source>
        <translation>原文列明</translation>
    </message>
    <message>
        <source>No evidence is named for this status</source>
        <translation>此狀況沒有註明佐證</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>註</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>未選擇項目</translation>
    </message>
    <message>
        <source>Other vintages of this period</source>
        <translation>同一時期的其他版次</translation>
    </message>
    <message>
        <source>Our reading: not named in the passage</source>
        <translation>屬我們的推斷，原文沒有列明</translation>
    </message>
    <message>
        <source>Passage begins: {words}</source>
        <translation>原文起首：{words}</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>時期</translation>
    </message>
    <message>
        <source>Place: {place}</source>
        <translation>位置：{place}</translation>
    </message>
    <message>
        <source>Progress reported</source>
        <translation>已報告的進展</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>公布日期</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>發布者</translation>
    </message>
    <message>
        <source>Reference and other target figures</source>
        <translation>參考及其他目標數字</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Rests on:</source>
        <translation>所據佐證：</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Sheet {sheet}, cell {cell}</source>
        <translation>工作表{sheet}，儲存格{cell}</translation>
    </message>
    <message>
        <source>Show the printed cell</source>
        <translation>顯示印出的儲存格</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出處</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>來源性質</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目標</translation>
    </message>
    <message>
        <source>The evidence was removed.</source>
        <translation>已移除佐證。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>單位</translation>
    </message>
    <message>
        <source>What it sets itself</source>
        <translation>本情景自行設定</translation>
    </message>
    <message>
        <source>What was known when…</source>
        <translation>何時得知甚麼…</translation>
    </message>
    <message>
        <source>Where to find it</source>
        <translation>查閱途徑</translation>
    </message>
    <message>
        <source>Wording over time</source>
        <translation>歷次表述</translation>
    </message>
    <message>
        <source>by {date}</source>
        <translation>{date}或之前</translation>
    </message>
    <message>
        <source>from {baseline}</source>
        <translation>由{baseline}起</translation>
    </message>
    <message>
        <source>higher</source>
        <translation>愈高愈好</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>愈低愈好</translation>
    </message>
    <message>
        <source>neither higher nor lower</source>
        <translation>無分高低</translation>
    </message>
    <message>
        <source>not an official source</source>
        <translation>並非官方來源</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>not written yet</source>
        <translation>尚未撰寫</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>第{page}頁</translation>
    </message>
    <message>
        <source>section {section}</source>
        <translation>第{section}節</translation>
    </message>
    <message>
        <source>{percent}% a year</source>
        <translation>每年{percent}%</translation>
    </message>
    <message>
        <source>{year}: {percent}%</source>
        <translation>{year}年：{percent}%</translation>
    </message>
    <message>
        <source>“{link}” is not a page or a file.</source>
        <translation>「{link}」並非網頁或檔案。</translation>
    </message>
    <message>
        <source>“{link}” is not there.</source>
        <translation>「{link}」不存在。</translation>
    </message>
</context>
<context>
    <name>issued</name>
    <message>
        <source>&amp;Write it again…</source>
        <translation>重新寫出(&amp;W)…</translation>
    </message>
    <message>
        <source>A later period is out</source>
        <translation>已有較後時期的數字</translation>
    </message>
    <message>
        <source>By</source>
        <translation>發出者</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>變動</translation>
    </message>
    <message>
        <source>Every figure of “{file}” is still what it was issued with</source>
        <translation>「{file}」的所有數字與發出時相同</translation>
    </message>
    <message>
        <source>Figures that have changed since</source>
        <translation>其後有變的數字</translation>
    </message>
    <message>
        <source>File</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>Is this the &amp;file we sent?…</source>
        <translation>是否當日發出的檔案(&amp;F)…</translation>
    </message>
    <message>
        <source>Is this the file we sent?</source>
        <translation>是否當日發出的檔案？</translation>
    </message>
    <message>
        <source>Issued papers</source>
        <translation>已發出文件</translation>
    </message>
    <message>
        <source>Issued with</source>
        <translation>發出時</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語文</translation>
    </message>
    <message>
        <source>Make again with &amp;new data</source>
        <translation>以新數據再發(&amp;N)</translation>
    </message>
    <message>
        <source>Meeting or purpose</source>
        <translation>會議或用途</translation>
    </message>
    <message>
        <source>No figure any more</source>
        <translation>已無數字</translation>
    </message>
    <message>
        <source>No. “{file}” is not, to the byte, any file that was recorded as issued.</source>
        <translation>否。「{file}」與登記冊內任何已發出的檔案均非逐位元組相同。</translation>
    </message>
    <message>
        <source>Nothing has been recorded as issued yet. Export a pack and choose “Record as issued”.</source>
        <translation>尚未登記任何已發出文件。匯出簡報資料冊時，可選「登記為已發出」。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現時</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>時期</translation>
    </message>
    <message>
        <source>Put differently</source>
        <translation>寫法不同</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>登記時間</translation>
    </message>
    <message>
        <source>Revised</source>
        <translation>已修訂</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>數列</translation>
    </message>
    <message>
        <source>Show the window as of &amp;then</source>
        <translation>顯示當時的工作檔(&amp;T)</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Write it again into</source>
        <translation>重新寫出至</translation>
    </message>
    <message>
        <source>Written from snapshot “{name}”; recorded by {by}. SHA-256 of the file: {digest}</source>
        <translation>所據快照為「{name}」，由{by}登記。檔案的SHA-256：{digest}</translation>
    </message>
    <message>
        <source>Yes. “{file}” is, to the byte, what was issued as {name} on {at}: {meeting}</source>
        <translation>是。「{file}」與{at}以{name}發出的檔案逐位元組相同：{meeting}</translation>
    </message>
    <message>
        <source>{n} figures of “{file}” have changed since it was issued</source>
        <translation>「{file}」發出後，有{n}個數字已變</translation>
    </message>
    <message>
        <source>“{file}” was made again: {n} figures are other ones now, listed in its cover note.</source>
        <translation>已以新數據重製「{file}」：有{n}個數字不同，載於隨附的說明。</translation>
    </message>
    <message>
        <source>“{file}” was written again with the figures of then, not the same to the byte: other head, template or program version.</source>
        <translation>「{file}」已按當時數字重新寫出，但並非逐位元組相同：首頁資料、範本或程式版本不同。</translation>
    </message>
    <message>
        <source>“{file}” was written again: the same to the byte as what was issued.</source>
        <translation>「{file}」已重新寫出，與發出的檔案逐位元組相同。</translation>
    </message>
</context>
<context>
    <name>known</name>
    <message>
        <source>As known on</source>
        <translation>當時所知</translation>
    </message>
    <message>
        <source>As known on {date}</source>
        <translation>截至{date}所知</translation>
    </message>
    <message>
        <source>As the workspace was at snapshot “{name}”</source>
        <translation>快照「{name}」時的工作檔</translation>
    </message>
    <message>
        <source>At a &amp;snapshot</source>
        <translation>某一快照(&amp;S)</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Every tab, chart, scenario and paper then shows only what was known. The workspace itself stays as it is.</source>
        <translation>所有分頁、圖表、情景和文件只會顯示當時已知的內容。工作檔本身不變。</translation>
    </message>
    <message>
        <source>On a &amp;date</source>
        <translation>某一日期(&amp;D)</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>顯示</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Such as: 2024, 2024-07 or 2024-07-31</source>
        <translation>例如：2024、2024-07或2024-07-31</translation>
    </message>
    <message>
        <source>The &amp;present</source>
        <translation>現況(&amp;P)</translation>
    </message>
</context>
<context>
    <name>menu</name>
    <message>
        <source>&amp;About Blueprint Workbench</source>
        <translation>關於創科藍圖工作台(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Answers: gaps, tornado, tables…</source>
        <translation>分析：差距、龍捲風圖、數據表…(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Batch of variations…</source>
        <translation>批次變化…(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Briefing</source>
        <translation>簡報(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Close workspace</source>
        <translation>關閉工作檔(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Compare snapshots</source>
        <translation>比較快照(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>數據(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Documents kept…</source>
        <translation>所存文件(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編輯(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Export changes…</source>
        <translation>匯出變動(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Export pack…</source>
        <translation>匯出簡報資料冊(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>檔案(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Find in the strategy tree</source>
        <translation>在策略樹尋找(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>說明(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>改動記錄(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Import table…</source>
        <translation>匯入統計表(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Issued papers…</source>
        <translation>已發出文件(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>鍵盤快捷鍵(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>放大(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Licences</source>
        <translation>授權條款(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Merge a copy…</source>
        <translation>合併副本(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Model card…</source>
        <translation>模型說明…(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;New paper from a template…</source>
        <translation>以範本建立文件(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;New workspace…</source>
        <translation>新工作檔(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>下一分頁(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Normal size</source>
        <translation>標準大小(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>開啟(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Paste a table</source>
        <translation>貼上表格(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>偏好設定(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>上一分頁(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>離開(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Redo “{step}”</source>
        <translation>重做「{step}」(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>還原版面(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Revisions of a series…</source>
        <translation>數列的修訂紀錄(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>儲存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Scenario</source>
        <translation>情景(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Search or command…</source>
        <translation>搜尋或指令(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Take snapshot…</source>
        <translation>建立快照(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Uncertainty…</source>
        <translation>不確定性…(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>復原(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo “{step}”</source>
        <translation>復原「{step}」(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Verify a paper…</source>
        <translation>核對文件(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>檢視(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>視窗(&amp;W)</translation>
    </message>
    <message>
        <source>A &amp;tour in five steps</source>
        <translation>五步導覽(&amp;T)</translation>
    </message>
    <message>
        <source>Add e&amp;vidence…</source>
        <translation>加入佐證(&amp;V)…</translation>
    </message>
    <message>
        <source>As &amp;known on…</source>
        <translation>當時所知(&amp;K)…</translation>
    </message>
    <message>
        <source>Changes of &amp;wording…</source>
        <translation>表述的改動(&amp;W)…</translation>
    </message>
    <message>
        <source>Chec&amp;k this workspace…</source>
        <translation>檢查工作檔(&amp;K)…</translation>
    </message>
    <message>
        <source>Consistency &amp;of figures</source>
        <translation>數字互相核對(&amp;O)</translation>
    </message>
    <message>
        <source>E&amp;nter figures</source>
        <translation>輸入數字(&amp;N)</translation>
    </message>
    <message>
        <source>Go to &amp;briefing packs</source>
        <translation>前往簡報資料冊(&amp;B)</translation>
    </message>
    <message>
        <source>Go to &amp;scenarios</source>
        <translation>前往情景(&amp;S)</translation>
    </message>
    <message>
        <source>Indicator by a &amp;formula…</source>
        <translation>以公式計算指標(&amp;F)…</translation>
    </message>
    <message>
        <source>Insert &amp;figure…</source>
        <translation>插入數字(&amp;F)…</translation>
    </message>
    <message>
        <source>Next &amp;region</source>
        <translation>下一區域(&amp;R)</translation>
    </message>
    <message>
        <source>Next &amp;theme</source>
        <translation>切換主題(&amp;T)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近開啟(&amp;R)</translation>
    </message>
    <message>
        <source>Open the &amp;Blueprint (sample)</source>
        <translation>開啟創科藍圖（範例）(&amp;B)</translation>
    </message>
    <message>
        <source>S&amp;maller</source>
        <translation>縮小(&amp;M)</translation>
    </message>
    <message>
        <source>S&amp;olve for a target…</source>
        <translation>求解目標…(&amp;O)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存新檔(&amp;A)…</translation>
    </message>
    <message>
        <source>Show the printed ce&amp;ll…</source>
        <translation>顯示印出的儲存格(&amp;L)…</translation>
    </message>
    <message>
        <source>中文／&amp;English</source>
        <translation>中文／&amp;English</translation>
    </message>
</context>
<context>
    <name>new</name>
    <message>
        <source>&amp;Choose…</source>
        <translation>選擇(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>檔案(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>規劃(&amp;P)</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>建立</translation>
    </message>
    <message>
        <source>File</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>請輸入檔案名稱。</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>新工作檔</translation>
    </message>
    <message>
        <source>None: an empty workspace</source>
        <translation>不採用規劃：空白工作檔</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>資料夾不存在。</translation>
    </message>
    <message>
        <source>The plan, its indicators and sources are copied into the workspace; what you change stays there.</source>
        <translation>規劃連同其指標及出處會複製到工作檔；你的改動只留在工作檔內。</translation>
    </message>
    <message>
        <source>There is already a file of that name. Choose another; nothing is overwritten.</source>
        <translation>已有同名檔案。請另選名稱；沒有覆寫任何檔案。</translation>
    </message>
</context>
<context>
    <name>notify</name>
    <message>
        <source>Close this message</source>
        <translation>關閉這則訊息</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>訊息</translation>
    </message>
</context>
<context>
    <name>palette</name>
    <message>
        <source>Action, measure, indicator, number…</source>
        <translation>動作、措施、指標、數字…</translation>
    </message>
    <message>
        <source>Copied: {words}</source>
        <translation>已複製：{words}</translation>
    </message>
    <message>
        <source>Nothing found. Fewer characters may find more.</source>
        <translation>找不到。減少字數或可找到更多。</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Search or command</source>
        <translation>搜尋或指令</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>分頁</translation>
    </message>
    <message>
        <source>Term: copy</source>
        <translation>詞彙：複製</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜尋結果</translation>
    </message>
</context>
<context>
    <name>preferences</name>
    <message>
        <source>&amp;Language</source>
        <translation>語言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>大小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主題(&amp;T)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高對比</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好設定</translation>
    </message>
    <message>
        <source>The language of the window is apart from the language of exported papers.</source>
        <translation>視窗的語言與匯出文件的語言互不影響。</translation>
    </message>
</context>
<context>
    <name>records</name>
    <message>
        <source>Choose an item in the strategy tree first.</source>
        <translation>請先在策略樹選擇一個項目。</translation>
    </message>
</context>
<context>
    <name>recovery</name>
    <message>
        <source>Go on with it</source>
        <translation>繼續處理</translation>
    </message>
    <message>
        <source>Throw away…</source>
        <translation>捨棄…</translation>
    </message>
    <message>
        <source>Work that was not saved when the program ended</source>
        <translation>程式結束時未儲存的內容</translation>
    </message>
    <message>
        <source>{file}, changed {time}</source>
        <translation>{file}，{time}更改</translation>
    </message>
</context>
<context>
    <name>rollup</name>
    <message>
        <source>Calculation: {sum}</source>
        <translation>算式：{sum}</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Judged by each item’s reference indicators and the items below it (Statistics Canada). Weights can be typed over.</source>
        <translation>各項按其參考指標及下級項目評級（加拿大統計局方法）。權重可直接修改。</translation>
    </message>
    <message>
        <source>Ratings over the strategy tree</source>
        <translation>策略樹評級匯總</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>評分</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>權重</translation>
    </message>
    <message>
        <source>Weighted mean</source>
        <translation>加權平均</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>最差</translation>
    </message>
</context>
<context>
    <name>snapshot</name>
    <message>
        <source>&amp;Comment</source>
        <translation>備註(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名稱(&amp;N)</translation>
    </message>
    <message>
        <source>A snapshot marks the workspace as it is now. You can compare with it, quote it in a paper and come back to it.</source>
        <translation>快照記下工作檔現時的狀態，日後可與之比較、在文件引用，或還原到這一刻。</translation>
    </message>
    <message>
        <source>Snapshot “{name}” was taken.</source>
        <translation>已建立快照「{name}」。</translation>
    </message>
    <message>
        <source>Such as: Panel paper January</source>
        <translation>例如：一月事務委員會文件</translation>
    </message>
    <message>
        <source>Take snapshot</source>
        <translation>建立快照</translation>
    </message>
    <message>
        <source>Taking the snapshot</source>
        <translation>正在建立快照</translation>
    </message>
</context>
<context>
    <name>start</name>
    <message>
        <source>A policy plan, its figures, its scenarios and the papers written about it</source>
        <translation>政策規劃、數字、情景與文件，盡在一處</translation>
    </message>
    <message>
        <source>Blueprint Workbench</source>
        <translation>創科藍圖工作台</translation>
    </message>
    <message>
        <source>New workspace…</source>
        <translation>新工作檔…</translation>
    </message>
    <message>
        <source>Nothing yet. Workspaces you open will be listed here.</source>
        <translation>暫時沒有。你開啟過的工作檔會列在這裏。</translation>
    </message>
    <message>
        <source>Open the Innovation &amp;&amp; Technology Blueprint (sample)</source>
        <translation>開啟《香港創新科技發展藍圖》（範例）</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>最近開啟</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開啟…</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>&amp;Add evidence…</source>
        <translation>加入佐證(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Status</source>
        <translation>狀況(&amp;S)</translation>
    </message>
    <message>
        <source>2026, 2026-03 or 2026-03-21; empty: as the evidence</source>
        <translation>2026、2026-03或2026-03-21；留空則以佐證日期為準</translation>
    </message>
    <message>
        <source>All figures sourced</source>
        <translation>所有數字均有出處</translation>
    </message>
    <message>
        <source>As &amp;of</source>
        <translation>截至日期(&amp;O)</translation>
    </message>
    <message>
        <source>Automatic snapshots only</source>
        <translation>只有自動快照</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Changes not saved to the file yet</source>
        <translation>改動尚未儲存到檔案</translation>
    </message>
    <message>
        <source>Delivery status</source>
        <translation>推行狀況</translation>
    </message>
    <message>
        <source>It &amp;rests on</source>
        <translation>所據佐證(&amp;R)</translation>
    </message>
    <message>
        <source>New: {words}</source>
        <translation>新加：{words}</translation>
    </message>
    <message>
        <source>No snapshot yet</source>
        <translation>尚未建立快照</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進度</translation>
    </message>
    <message>
        <source>R&amp;eason, in words</source>
        <translation>理由(&amp;E)</translation>
    </message>
    <message>
        <source>Read-only: use Save as to keep changes</source>
        <translation>唯讀：請用「另存新檔」保存改動</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已儲存</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>已儲存 {time}</translation>
    </message>
    <message>
        <source>Say which document or figure it rests on. It is kept in the history and can be undone.</source>
        <translation>請註明所根據的文件或數字。內容會留在改動記錄，可以復原。</translation>
    </message>
    <message>
        <source>Set status</source>
        <translation>設定狀況</translation>
    </message>
    <message>
        <source>Snapshot “{name}” today</source>
        <translation>快照「{name}」今日</translation>
    </message>
    <message>
        <source>Snapshot “{name}” {n} days ago</source>
        <translation>快照「{name}」{n}日前</translation>
    </message>
    <message>
        <source>This status claims progress: choose or add the evidence for it.</source>
        <translation>此狀況聲稱已有進展，請選擇或加入佐證。</translation>
    </message>
    <message>
        <source>This status claims progress: choose what it rests on.</source>
        <translation>此狀況聲稱已有進展，請選擇所據佐證。</translation>
    </message>
    <message>
        <source>{n} figures without a source</source>
        <translation>{n}個數字沒有出處</translation>
    </message>
    <message>
        <source>{title}</source>
        <translation>{title}</translation>
    </message>
</context>
<context>
    <name>switch</name>
    <message>
        <source>Search or command</source>
        <translation>搜尋或指令</translation>
    </message>
    <message>
        <source>Search or command…    Ctrl+K</source>
        <translation>搜尋或輸入指令…    Ctrl+K</translation>
    </message>
    <message>
        <source>Show the window in Chinese (F9)</source>
        <translation>以中文顯示視窗（F9）</translation>
    </message>
    <message>
        <source>Show the window in English (F9)</source>
        <translation>以英文顯示視窗（F9）</translation>
    </message>
</context>
<context>
    <name>toolbar</name>
    <message>
        <source>Export pack</source>
        <translation>匯出簡報資料冊</translation>
    </message>
    <message>
        <source>Import table</source>
        <translation>匯入統計表</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>建立快照</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具列</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
</context>
<context>
    <name>tools</name>
    <message>
        <source>Choose a figure first: a point of a chart or a cell of a table.</source>
        <translation>請先選取數字：圖表上的一點或表格的一格。</translation>
    </message>
    <message>
        <source>Import table</source>
        <translation>匯入統計表</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv)</source>
        <translation>統計表 (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv)</translation>
    </message>
</context>
<context>
    <name>tour</name>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>1 of 5 · Find a measure</source>
        <translation>1／5 · 尋找措施</translation>
    </message>
    <message>
        <source>2 of 5 · Look at an indicator</source>
        <translation>2／5 · 查看指標</translation>
    </message>
    <message>
        <source>3 of 5 · Try a scenario</source>
        <translation>3／5 · 試算情景</translation>
    </message>
    <message>
        <source>4 of 5 · Import a table</source>
        <translation>4／5 · 匯入統計表</translation>
    </message>
    <message>
        <source>5 of 5 · Take a snapshot, export a paper</source>
        <translation>5／5 · 建立快照、匯出文件</translation>
    </message>
    <message>
        <source>A snapshot keeps every figure as it is now. Export pack writes the paper in both languages from the same figures.</source>
        <translation>快照保存所有數字的現況。「匯出簡報資料冊」以同一套數字寫成中英文文件。</translation>
    </message>
    <message>
        <source>A tour in five steps</source>
        <translation>五步導覽</translation>
    </message>
    <message>
        <source>Drag an official workbook onto the window. You see every new and revised figure before anything is changed.</source>
        <translation>把官方統計表拖放到視窗。在任何改動之前，你會先看到每個新增及修訂的數字。</translation>
    </message>
    <message>
        <source>History, reference figures as diamonds, the projection dashed. Choose a point to see where its figure was printed and every vintage of it.</source>
        <translation>圖上有歷年數字、以菱形標示的參考目標數字，以及以虛線繪畫的推算。選擇數據點，可查看數字印於何處及其各個版次。</translation>
    </message>
    <message>
        <source>Move a slider: the projection and the gap to each reference figure follow. Everything can be undone.</source>
        <translation>移動滑桿，推算及與各參考目標數字的差距隨即更新。每一步都可以復原。</translation>
    </message>
    <message>
        <source>Type into the filter above the strategy tree, in either script. Choose an item: the inspector on the right shows its owner, dates, evidence and source in both languages.</source>
        <translation>在策略樹上方的篩選欄輸入文字，繁簡均可。選擇項目後，右方「詳情」會以中英文列出主責、日期、證據及出處。</translation>
    </message>
</context>
<context>
    <name>tree</name>
    <message>
        <source>All items</source>
        <translation>全部項目</translation>
    </message>
    <message>
        <source>Filter (繁／簡／EN)…</source>
        <translation>篩選（繁／簡／EN）…</translation>
    </message>
    <message>
        <source>Filter the strategy tree</source>
        <translation>篩選策略樹</translation>
    </message>
    <message>
        <source>Linked to indicators</source>
        <translation>有相關指標</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>Measures without a delivery status</source>
        <translation>未評定推行狀況的措施</translation>
    </message>
    <message>
        <source>Nothing found. Fewer characters may find more.</source>
        <translation>找不到。減少字數或可找到更多。</translation>
    </message>
    <message>
        <source>Strategy tree</source>
        <translation>策略樹</translation>
    </message>
    <message>
        <source>Which items to show</source>
        <translation>顯示哪些項目</translation>
    </message>
    <message>
        <source>With a delivery status</source>
        <translation>已評定推行狀況</translation>
    </message>
    <message>
        <source>With a due date</source>
        <translation>有期限</translation>
    </message>
    <message>
        <source>With an amount</source>
        <translation>有款額</translation>
    </message>
    <message>
        <source>With evidence of progress</source>
        <translation>有進度證據</translation>
    </message>
    <message>
        <source>{n} of {total} found</source>
        <translation>找到{n}項（共{total}項）</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Blueprint Workbench</source>
        <translation>創科藍圖工作台</translation>
    </message>
    <message>
        <source>{file}[*] — Blueprint Workbench</source>
        <translation>{file}[*] — 創科藍圖工作台</translation>
    </message>
</context>
<context>
    <name>wordings</name>
    <message>
        <source>A promise may be worded anew instead of being kept. Evidence of the kind “Words the promise anew” stands here too.</source>
        <translation>承諾有時並非兌現，而是改寫。類別為「改述承諾」的佐證亦列於此。</translation>
    </message>
    <message>
        <source>Changes of wording</source>
        <translation>表述的改動</translation>
    </message>
    <message>
        <source>No promise has been worded anew so far.</source>
        <translation>至今沒有承諾被改述。</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>A related step</source>
        <translation>相關步驟</translation>
    </message>
    <message>
        <source>As marked in the source: see the notes of the table</source>
        <translation>標記按原表：見統計表註釋</translation>
    </message>
    <message>
        <source>Break in the series</source>
        <translation>數列中斷</translation>
    </message>
    <message>
        <source>Co-operation</source>
        <translation>合作</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>組成數列</translation>
    </message>
    <message>
        <source>Definition differs</source>
        <translation>定義不同</translation>
    </message>
    <message>
        <source>Derived from official figures</source>
        <translation>由官方數字推算</translation>
    </message>
    <message>
        <source>Derogation</source>
        <translation>豁免</translation>
    </message>
    <message>
        <source>Digital service</source>
        <translation>數碼服務</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>發展方向</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>已擱置</translation>
    </message>
    <message>
        <source>Earlier target</source>
        <translation>早前目標</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>估計數字</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>活動</translation>
    </message>
    <message>
        <source>Experimental value</source>
        <translation>試驗數字</translation>
    </message>
    <message>
        <source>Firm commitment</source>
        <translation>明確承諾</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>預測數字</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>撥款</translation>
    </message>
    <message>
        <source>Gives a figure</source>
        <translation>提供數字</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目標</translation>
    </message>
    <message>
        <source>Implemented</source>
        <translation>已實施</translation>
    </message>
    <message>
        <source>Imported series</source>
        <translation>匯入數列</translation>
    </message>
    <message>
        <source>Imputed by the compiler</source>
        <translation>編製者插補</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>推行中</translation>
    </message>
    <message>
        <source>Included in another category</source>
        <translation>已計入其他類別</translation>
    </message>
    <message>
        <source>Includes another category</source>
        <translation>包括其他類別</translation>
    </message>
    <message>
        <source>Infrastructure</source>
        <translation>基建</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>機構</translation>
    </message>
    <message>
        <source>Intention</source>
        <translation>意向</translation>
    </message>
    <message>
        <source>Land</source>
        <translation>土地</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>延誤</translation>
    </message>
    <message>
        <source>Launched</source>
        <translation>已推出</translation>
    </message>
    <message>
        <source>Low reliability</source>
        <translation>可靠程度低</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>Missing value</source>
        <translation>欠缺數值</translation>
    </message>
    <message>
        <source>Missing: holiday or weekend</source>
        <translation>欠缺：假日或周末</translation>
    </message>
    <message>
        <source>Missing: it cannot exist</source>
        <translation>欠缺：不可能存在</translation>
    </message>
    <message>
        <source>Missing: not collected</source>
        <translation>欠缺：沒有收集</translation>
    </message>
    <message>
        <source>Missing: suppressed</source>
        <translation>欠缺：不予公布</translation>
    </message>
    <message>
        <source>Normal value</source>
        <translation>一般數值</translation>
    </message>
    <message>
        <source>Not assessed</source>
        <translation>未評定</translation>
    </message>
    <message>
        <source>Not significant</source>
        <translation>數值微不足道</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未開展</translation>
    </message>
    <message>
        <source>Not validated</source>
        <translation>未經核實</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>未核實</translation>
    </message>
    <message>
        <source>Official</source>
        <translation>官方</translation>
    </message>
    <message>
        <source>Official figure</source>
        <translation>官方數字</translation>
    </message>
    <message>
        <source>Official wording</source>
        <translation>官方用詞</translation>
    </message>
    <message>
        <source>Ongoing</source>
        <translation>持續進行</translation>
    </message>
    <message>
        <source>Other evidence</source>
        <translation>其他佐證</translation>
    </message>
    <message>
        <source>Our wording, not official</source>
        <translation>英文為我們所擬，並非官方用詞</translation>
    </message>
    <message>
        <source>Outside source</source>
        <translation>非官方來源</translation>
    </message>
    <message>
        <source>Partly completed</source>
        <translation>部分完成</translation>
    </message>
    <message>
        <source>Partly official wording</source>
        <translation>部分為官方用詞</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>計劃中</translation>
    </message>
    <message>
        <source>Planned quantity</source>
        <translation>計劃數量</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>政策</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>計劃</translation>
    </message>
    <message>
        <source>Provisional</source>
        <translation>臨時數字</translation>
    </message>
    <message>
        <source>Provisional figure</source>
        <translation>臨時數字</translation>
    </message>
    <message>
        <source>Published, not official</source>
        <translation>已發表，非官方</translation>
    </message>
    <message>
        <source>Recommendation</source>
        <translation>建議</translation>
    </message>
    <message>
        <source>Reference indicator</source>
        <translation>參考指標</translation>
    </message>
    <message>
        <source>Regulation</source>
        <translation>規管</translation>
    </message>
    <message>
        <source>Reports a delay or obstacle</source>
        <translation>報告延誤或障礙</translation>
    </message>
    <message>
        <source>Reports progress</source>
        <translation>報告進展</translation>
    </message>
    <message>
        <source>Restated</source>
        <translation>改述</translation>
    </message>
    <message>
        <source>Revised figure</source>
        <translation>修訂數字</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>數列</translation>
    </message>
    <message>
        <source>Stated hope, not a target</source>
        <translation>屬期望，並非目標</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Strike or special event</source>
        <translation>罷工或特別事件</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目標</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>稅務</translation>
    </message>
    <message>
        <source>To be explored</source>
        <translation>有待探討</translation>
    </message>
    <message>
        <source>Under study</source>
        <translation>研究中</translation>
    </message>
    <message>
        <source>Unpublished</source>
        <translation>未發表</translation>
    </message>
    <message>
        <source>Vision</source>
        <translation>願景</translation>
    </message>
    <message>
        <source>Words the promise anew</source>
        <translation>改述承諾</translation>
    </message>
</context>
<context>
    <name>workspace</name>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>已停止，沒有任何改動。</translation>
    </message>
    <message>
        <source>Writing the figures</source>
        <translation>正在寫入數字</translation>
    </message>
</context>
</TS>
