<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_HK" sourcelanguage="en">
<context>
    <name>changes</name>
    <message>
        <source>&amp;Name of the files</source>
        <translation>檔案名稱(&amp;N)</translation>
    </message>
    <message>
        <source>Already there and will be replaced: {files}</source>
        <translation>以下檔案已經存在，將會被取代：{files}</translation>
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
        <source>Export changes</source>
        <translation>匯出變動</translation>
    </message>
    <message>
        <source>Exporting the changes</source>
        <translation>正在匯出變動</translation>
    </message>
    <message>
        <source>Give a name that a file can have.</source>
        <translation>請輸入可用作檔案名稱的名稱。</translation>
    </message>
    <message>
        <source>PDF (.pdf), accessible</source>
        <translation>無障礙PDF（.pdf）</translation>
    </message>
    <message>
        <source>Word (.docx)</source>
        <translation>Word（.docx）</translation>
    </message>
    <message>
        <source>{n} changes, as they are shown in the comparison: filter and classes are heeded.</source>
        <translation>共{n}項變動，與比較頁所示相同（已計及篩選及類別）。</translation>
    </message>
</context>
<context>
    <name>keeping</name>
    <message>
        <source>Comparing with “{file}”</source>
        <translation>正與「{file}」比較</translation>
    </message>
    <message>
        <source>Merge a copy of this workspace</source>
        <translation>合併此工作檔的副本</translation>
    </message>
    <message>
        <source>There is no change to export.</source>
        <translation>沒有可匯出的變動。</translation>
    </message>
    <message>
        <source>“{file}” has nothing that is not here already.</source>
        <translation>「{file}」並無此處未有的內容。</translation>
    </message>
</context>
<context>
    <name>merge</name>
    <message>
        <source>After</source>
        <translation>合併後</translation>
    </message>
    <message>
        <source>Both began from: {value}</source>
        <translation>雙方原本：{value}</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>衝突</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>Everything was kept as it is here; nothing was changed.</source>
        <translation>此處內容全部保留，沒有改動。</translation>
    </message>
    <message>
        <source>Issued paper</source>
        <translation>已發出文件</translation>
    </message>
    <message>
        <source>It was in neither copy before they parted.</source>
        <translation>兩個副本分開之前均沒有此項。</translation>
    </message>
    <message>
        <source>Keep &amp;mine</source>
        <translation>保留我的(&amp;M)</translation>
    </message>
    <message>
        <source>Keep mine for the rest</source>
        <translation>其餘保留我的</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合併</translation>
    </message>
    <message>
        <source>Merge a copy</source>
        <translation>合併副本</translation>
    </message>
    <message>
        <source>Merging “{file}”</source>
        <translation>正在合併「{file}」</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Mine is this workspace, theirs is the other copy, which is only read. Nothing changes before you merge, and merging is one step that Undo takes back.</source>
        <translation>「我的」指此工作檔，「對方」指另一副本（只會讀取）。按「合併」之前不會有任何改動；合併屬一個步驟，可以復原。</translation>
    </message>
    <message>
        <source>No conflict: nothing was changed differently in both copies.</source>
        <translation>沒有衝突：兩個副本並無對同一內容作出不同改動。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現時</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>欄目</translation>
    </message>
    <message>
        <source>Take &amp;theirs</source>
        <translation>採用對方(&amp;T)</translation>
    </message>
    <message>
        <source>Take theirs for the rest</source>
        <translation>其餘採用對方</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>對方</translation>
    </message>
    <message>
        <source>To decide ({count})</source>
        <translation>待決定（{count}）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>What</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之處</translation>
    </message>
    <message>
        <source>What will be taken</source>
        <translation>將會併入的內容</translation>
    </message>
    <message>
        <source>Will be taken ({count})</source>
        <translation>將會併入（{count}）</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>沒有此項</translation>
    </message>
    <message>
        <source>the whole</source>
        <translation>整項</translation>
    </message>
    <message>
        <source>“{file}” was merged.</source>
        <translation>已合併「{file}」。</translation>
    </message>
    <message>
        <source>“{file}”: {conflicts} to decide, {taken} will be taken.</source>
        <translation>「{file}」：{conflicts}項待決定，{taken}項將會併入。</translation>
    </message>
    <message>
        <source>○ open</source>
        <translation>○ 待定</translation>
    </message>
    <message>
        <source>✓ mine</source>
        <translation>✓ 我的</translation>
    </message>
    <message>
        <source>✓ theirs</source>
        <translation>✓ 對方</translation>
    </message>
</context>
<context>
    <name>revisions</name>
    <message>
        <source>&amp;Definition</source>
        <translation>定義(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Series</source>
        <translation>數列(&amp;S)</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>Each column is what was known from that date on; unit: {unit}. Figures of another definition are never compared with these.</source>
        <translation>每一欄為該日起已知的數字；單位：{unit}。不會與按其他定義編製的數字比較。</translation>
    </message>
    <message>
        <source>First to latest figure, {n} periods: mean revision {mean}, mean absolute revision {absolute} ({relative} of the level); {up} up, {down} down.</source>
        <translation>由首次公布至最新數字，共{n}個時期：平均修訂{mean}，平均絕對修訂{absolute}（相當於水平的{relative}）；上調{up}個，下調{down}個。</translation>
    </message>
    <message>
        <source>Known from {vintage}</source>
        <translation>{vintage}起得知</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大修訂</translation>
    </message>
    <message>
        <source>Mean absolute</source>
        <translation>平均絕對修訂</translation>
    </message>
    <message>
        <source>Mean revision</source>
        <translation>平均修訂</translation>
    </message>
    <message>
        <source>No period was released twice, so nothing can be said of revisions.</source>
        <translation>沒有任何時期的數字曾公布兩次，故未能計算修訂統計。</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>當時尚未得知</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>時期數目</translation>
    </message>
    <message>
        <source>Periods by release</source>
        <translation>各次公布所知的各期數字</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相對幅度</translation>
    </message>
    <message>
        <source>Release after the first</source>
        <translation>首次公布後第幾次</translation>
    </message>
    <message>
        <source>Revisions by release</source>
        <translation>按公布次序的修訂統計</translation>
    </message>
    <message>
        <source>Revisions: what was known when</source>
        <translation>修訂紀錄：何時得知甚麼</translation>
    </message>
    <message>
        <source>The only one</source>
        <translation>只有一個定義</translation>
    </message>
    <message>
        <source>This series has no figures yet. Import a table first.</source>
        <translation>此數列尚未有數字，請先匯入統計表。</translation>
    </message>
    <message>
        <source>This workspace has no series yet. Import a table first.</source>
        <translation>此工作檔尚未有數列，請先匯入統計表。</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>向上</translation>
    </message>
    <message>
        <source>first released</source>
        <translation>首次公布</translation>
    </message>
    <message>
        <source>from another kind of source: not counted as a revision</source>
        <translation>出自另一類來源，不計作修訂</translation>
    </message>
    <message>
        <source>not released again</source>
        <translation>沒有再次公布</translation>
    </message>
    <message>
        <source>released again, unchanged</source>
        <translation>再次公布，數值不變</translation>
    </message>
    <message>
        <source>revised</source>
        <translation>已修訂</translation>
    </message>
    <message>
        <source>the same figure, printed to another number of decimals</source>
        <translation>數字相同，只是小數位不同</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>{n_points} pp</source>
        <translation>{n_points}個百分點</translation>
    </message>
    <message>
        <source>{name} ({n})</source>
        <translation>{name}（{n}）</translation>
    </message>
    <message>
        <source>{old} before, {new} after</source>
        <translation>之前{old}，之後{new}</translation>
    </message>
    <message>
        <source>▲ ▼ revised up or down · ◇ from another kind of source · grey: not released again, the last known figure stands</source>
        <translation>▲▼上調或下調　◇出自另一類來源　灰色：沒有再次公布，沿用最後得知的數字</translation>
    </message>
</context>
<context>
    <name>snapshots</name>
    <message>
        <source>As printed</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Back to: {step}</source>
        <translation>返回：{step}</translation>
    </message>
    <message>
        <source>Before → after</source>
        <translation>之前→之後</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>還原此項</translation>
    </message>
    <message>
        <source>Bring back the earlier…</source>
        <translation>還原至較早…</translation>
    </message>
    <message>
        <source>Bring back the later…</source>
        <translation>還原至較後…</translation>
    </message>
    <message>
        <source>Bring back…</source>
        <translation>還原此項…</translation>
    </message>
    <message>
        <source>Bring it back as in “{name}”</source>
        <translation>把此項還原至「{name}」時的內容</translation>
    </message>
    <message>
        <source>Bring “{what}” back as in “{name}”?</source>
        <translation>把「{what}」還原至「{name}」時的內容？</translation>
    </message>
    <message>
        <source>By</source>
        <translation>由</translation>
    </message>
    <message>
        <source>Changed from outside</source>
        <translation>曾在外更改</translation>
    </message>
    <message>
        <source>Changes by class and thing</source>
        <translation>按類別及項目列出的變動</translation>
    </message>
    <message>
        <source>Check that every snapshot still follows from the change log</source>
        <translation>核實每個快照是否仍與改動記錄相符</translation>
    </message>
    <message>
        <source>Choose one to compare it with the present, two (Ctrl+click) to compare them with each other. F2 changes a name or comment.</source>
        <translation>選取一個可與現時比較，選取兩個（Ctrl＋按一下）可互相比較。按F2可更改名稱或附註。</translation>
    </message>
    <message>
        <source>Choosing among the changes</source>
        <translation>正在篩選改動</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>附註</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Compare the two</source>
        <translation>比較這兩個</translation>
    </message>
    <message>
        <source>Compare with now</source>
        <translation>與現時比較</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比較</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比較……</translation>
    </message>
    <message>
        <source>Counting what would be taken back</source>
        <translation>正在計算會復原的改動</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>定義</translation>
    </message>
    <message>
        <source>Digest {digest}</source>
        <translation>摘要值{digest}</translation>
    </message>
    <message>
        <source>Earlier state</source>
        <translation>較早狀態</translation>
    </message>
    <message>
        <source>Every step, newest first</source>
        <translation>每一步驟，最新在先</translation>
    </message>
    <message>
        <source>Everything else stays as it is now. This is a step of its own, which Undo takes back.</source>
        <translation>其他內容保持現狀。還原屬一個步驟，可以復原。</translation>
    </message>
    <message>
        <source>Export changes…</source>
        <translation>匯出變動…</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>數字</translation>
    </message>
    <message>
        <source>Find in the changes</source>
        <translation>在變動中尋找</translation>
    </message>
    <message>
        <source>Find in the changes (繁／簡／EN)…</source>
        <translation>在變動中尋找（繁／簡／EN）…</translation>
    </message>
    <message>
        <source>From</source>
        <translation>由</translation>
    </message>
    <message>
        <source>Go to this step</source>
        <translation>前往此步驟</translation>
    </message>
    <message>
        <source>Going back to “{name}”</source>
        <translation>正在回復至「{name}」</translation>
    </message>
    <message>
        <source>History</source>
        <translation>歷程</translation>
    </message>
    <message>
        <source>Ignore moves of figures up to</source>
        <translation>略去數字變動不超過</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>It no longer follows from the change log.</source>
        <translation>與改動記錄不再相符。</translation>
    </message>
    <message>
        <source>Kept whatever its age.</source>
        <translation>不論新舊均會保留。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>得知日期</translation>
    </message>
    <message>
        <source>Later state</source>
        <translation>較後狀態</translation>
    </message>
    <message>
        <source>Left aside</source>
        <translation>已擱下</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>註號</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Named</source>
        <translation>已命名</translation>
    </message>
    <message>
        <source>No change answers this. Clear the filter or show more classes.</source>
        <translation>沒有符合的變動。請清除篩選或顯示更多類別。</translation>
    </message>
    <message>
        <source>No snapshot yet. Take one before a paper goes out: its figures can then be checked and compared later.</source>
        <translation>尚未有快照。請在發出文件前建立快照，以便日後核對及比較當中的數字。</translation>
    </message>
    <message>
        <source>Nothing differs: both states are the same.</source>
        <translation>沒有不同之處：兩個狀態相同。</translation>
    </message>
    <message>
        <source>Nothing done here is forgotten: steps struck out were undone and can still be gone to. Going to a step is itself a step, which Undo takes back.</source>
        <translation>所有步驟均會保留：劃去的步驟已被復原，但仍可前往。前往某步驟本身亦是一個步驟，可以復原。</translation>
    </message>
    <message>
        <source>Nothing has been changed in this workspace yet. Each change will stand here with its reason, who made it and when.</source>
        <translation>此工作檔尚未有任何改動。每項改動連同其理由、作出者及時間均會載於此處。</translation>
    </message>
    <message>
        <source>Nothing to compare yet. Take a snapshot now; what changes from then on is shown here.</source>
        <translation>尚未有可比較的快照。請先建立快照，其後的變動會在此顯示。</translation>
    </message>
    <message>
        <source>Nothing to do: the workspace is as it was after that step.</source>
        <translation>毋須處理：工作檔與該步驟之後的狀態相同。</translation>
    </message>
    <message>
        <source>Nothing to restore: the workspace is as it was in “{name}”.</source>
        <translation>毋須還原：工作檔與「{name}」時相同。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現時</translation>
    </message>
    <message>
        <source>Per cent, or the unit of each series</source>
        <translation>百分比，或各數列的單位</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redone: {step}</source>
        <translation>已重做：{step}</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>還原</translation>
    </message>
    <message>
        <source>Restore “{name}”?</source>
        <translation>還原至「{name}」？</translation>
    </message>
    <message>
        <source>Restored from “{name}”.</source>
        <translation>已按「{name}」還原。</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>還原…</translation>
    </message>
    <message>
        <source>Show automatic ones</source>
        <translation>顯示自動快照</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>前往該項</translation>
    </message>
    <message>
        <source>Show undos and redos</source>
        <translation>顯示復原及重做</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Snapshot “{name}”</source>
        <translation>快照「{name}」</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Snapshots, newest first</source>
        <translation>快照，最新在先</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出處</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>可靠程度</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>狀況</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步驟</translation>
    </message>
    <message>
        <source>Steps since</source>
        <translation>其後步驟</translation>
    </message>
    <message>
        <source>Take snapshot…</source>
        <translation>建立快照…</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>建立時間</translation>
    </message>
    <message>
        <source>Taken when the file was saved; let go with time unless pinned or commented.</source>
        <translation>儲存檔案時自動建立；除非固定或加上附註，否則日久會被清理。</translation>
    </message>
    <message>
        <source>The chosen change in full</source>
        <translation>所選變動的詳情</translation>
    </message>
    <message>
        <source>The comparison was stopped. Choose a state to compare again.</source>
        <translation>比較已停止。請選擇狀態，再作比較。</translation>
    </message>
    <message>
        <source>The indicator comes back with all its figures, definitions and reference figures.</source>
        <translation>該指標的所有數字、定義及參考數字會一併還原。</translation>
    </message>
    <message>
        <source>The item comes back with the whole branch below it.</source>
        <translation>該項目及其下所有項目會一併還原。</translation>
    </message>
    <message>
        <source>The workspace goes back to how it was at {at}: {n} changes made since are taken back. This is a step of its own, which Undo takes back.</source>
        <translation>工作檔會返回{at}時的狀態，其後的{n}項變動會被撤回。還原屬一個步驟，可以復原。</translation>
    </message>
    <message>
        <source>The workspace is as it was after “{step}”.</source>
        <translation>工作檔已返回「{step}」之後的狀態。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Undone, can be redone</source>
        <translation>已復原，可重做</translation>
    </message>
    <message>
        <source>Undone: {step}</source>
        <translation>已復原：{step}</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>Verified: it follows from the change log.</source>
        <translation>已核實：與改動記錄相符。</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核實</translation>
    </message>
    <message>
        <source>Verifying the snapshots</source>
        <translation>正在核實快照</translation>
    </message>
    <message>
        <source>What</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>When saved</source>
        <translation>儲存時建立</translation>
    </message>
    <message>
        <source>in its unit</source>
        <translation>按其單位</translation>
    </message>
    <message>
        <source>{n} changes</source>
        <translation>共{n}項變動</translation>
    </message>
    <message>
        <source>{n} of {total} changes shown</source>
        <translation>顯示{total}項變動中的{n}項</translation>
    </message>
    <message>
        <source>{n} snapshots no longer follow from the change log: the file was changed outside this program.</source>
        <translation>有{n}個快照與改動記錄不符：檔案曾在本程式以外被更改。</translation>
    </message>
    <message>
        <source>{n} snapshots verified: all as they were taken.</source>
        <translation>已核實{n}個快照，全部完好。</translation>
    </message>
    <message>
        <source>{size} percentage points</source>
        <translation>{size}個百分點</translation>
    </message>
    <message>
        <source>{standing} · now</source>
        <translation>{standing}（現時）</translation>
    </message>
    <message>
        <source>{standing}, branch {number}</source>
        <translation>{standing}（分支{number}）</translation>
    </message>
    <message>
        <source>… {n} more lines</source>
        <translation>……尚有{n}行</translation>
    </message>
</context>
</TS>
