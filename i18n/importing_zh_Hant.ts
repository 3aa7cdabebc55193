<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_HK" sourcelanguage="en">
<context>
    <name>import</name>
    <message>
        <source>&amp;Accept that it is gone</source>
        <translation>接受已無此數列(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Add a table here</source>
        <translation>在此加入表格(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Answer…</source>
        <translation>回答(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Confirm the proposals shown</source>
        <translation>確認所示建議(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Factor: one printed unit is so many</source>
        <translation>倍數：每一印出單位等於(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Find the file…</source>
        <translation>尋找檔案(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Keep it inside the workspace</source>
        <translation>存入工作檔(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Known from (release date)</source>
        <translation>得知日期（發布日）(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Leave out</source>
        <translation>剔除(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Leave this table out / take it in</source>
        <translation>剔除／重新匯入此表格(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Match to this series</source>
        <translation>歸入此數列(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Period of figures that state none</source>
        <translation>沒有註明時期的數字所屬時期(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Period of the table…</source>
        <translation>表格的時期(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Read the label as…</source>
        <translation>把標題讀作(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Separate labels</source>
        <translation>各自獨立的標題(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>顯示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Status that it gives the figure</source>
        <translation>該標記給予數字的狀態(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Text to read in its place</source>
        <translation>改為讀取的文字(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Unit and factor of the series…</source>
        <translation>數列的單位和倍數(&amp;U)…</translation>
    </message>
    <message>
        <source>(and {n} more, see Findings)</source>
        <translation>（另有{n}項，見「檢查結果」）</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>（沒有標題）</translation>
    </message>
    <message>
        <source>(the whole table)</source>
        <translation>（整個表格）</translation>
    </message>
    <message>
        <source>1  The sheet</source>
        <translation>1  工作表</translation>
    </message>
    <message>
        <source>2  Where series go</source>
        <translation>2  數列去向</translation>
    </message>
    <message>
        <source>2024 · 2019/20 · Q3 2024 · 2024-06. Empty: as printed.</source>
        <translation>2024、2019/20、2024年第3季、2024-06。留空即按印出的讀取。</translation>
    </message>
    <message>
        <source>3  Review</source>
        <translation>3  覆核</translation>
    </message>
    <message>
        <source>A question is open about this cell</source>
        <translation>此格有問題待答</translation>
    </message>
    <message>
        <source>Again: {words}</source>
        <translation>重做：{words}</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>全部數字</translation>
    </message>
    <message>
        <source>All series</source>
        <translation>全部數列</translation>
    </message>
    <message>
        <source>All series of the table that state no unit</source>
        <translation>表格內所有沒有註明單位的數列</translation>
    </message>
    <message>
        <source>As printed</source>
        <translation>印出的文字</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>儲存格</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>變動</translation>
    </message>
    <message>
        <source>Changed, without consequence</source>
        <translation>有改動，沒有影響</translation>
    </message>
    <message>
        <source>Choose or add a table first.</source>
        <translation>請先選取或加入表格。</translation>
    </message>
    <message>
        <source>Comparing {file} with what is held</source>
        <translation>正在比較{file}與現有數字</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>數據</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>Decide ▾</source>
        <translation>決定 ▾</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>各項決定</translation>
    </message>
    <message>
        <source>Decisions ({count})</source>
        <translation>決定（{count}）</translation>
    </message>
    <message>
        <source>Every figure is already held: there is nothing to import.</source>
        <translation>所有數字均已收錄，無須匯入。</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>數字</translation>
    </message>
    <message>
        <source>Figures of the file against those held</source>
        <translation>檔案數字與現有數字對照</translation>
    </message>
    <message>
        <source>Figures of the series</source>
        <translation>數列的數字</translation>
    </message>
    <message>
        <source>Find a printed series</source>
        <translation>尋找印出的數列</translation>
    </message>
    <message>
        <source>Find a printed series (繁／簡／EN)…</source>
        <translation>尋找印出的數列（繁／簡／EN）…</translation>
    </message>
    <message>
        <source>Find any series of the workspace</source>
        <translation>尋找工作檔內任何數列</translation>
    </message>
    <message>
        <source>Find any series of the workspace…</source>
        <translation>尋找工作檔內任何數列…</translation>
    </message>
    <message>
        <source>Find the file</source>
        <translation>尋找檔案</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>發現</translation>
    </message>
    <message>
        <source>Findings ({count})</source>
        <translation>檢查結果（{count}）</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>歸入</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>表頭</translation>
    </message>
    <message>
        <source>Held now</source>
        <translation>現有數字</translation>
    </message>
    <message>
        <source>Hidden in the workbook</source>
        <translation>在檔案中隱藏</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>不理會</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>匯入</translation>
    </message>
    <message>
        <source>Import table</source>
        <translation>匯入統計表</translation>
    </message>
    <message>
        <source>Importing “{file}”</source>
        <translation>正在匯入「{file}」</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>檔案數字</translation>
    </message>
    <message>
        <source>Is / is no su&amp;m of others</source>
        <translation>是／不是其他數列的總和(&amp;M)</translation>
    </message>
    <message>
        <source>It is the same measure</source>
        <translation>是同一量度</translation>
    </message>
    <message>
        <source>Keep the &amp;file inside the workspace</source>
        <translation>把檔案存入工作檔(&amp;F)</translation>
    </message>
    <message>
        <source>Known from (release date)</source>
        <translation>得知日期（發布日）</translation>
    </message>
    <message>
        <source>Labels, languages, period, unit, totals, tables</source>
        <translation>標題、語文、時期、單位、總和、表格</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已剔除</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>相似程度</translation>
    </message>
    <message>
        <source>Make a &amp;new series</source>
        <translation>新建數列(&amp;N)</translation>
    </message>
    <message>
        <source>Make the decision again</source>
        <translation>重做決定</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>標記</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>已配對</translation>
    </message>
    <message>
        <source>Meaning in &amp;Chinese</source>
        <translation>中文意思(&amp;C)</translation>
    </message>
    <message>
        <source>Meaning in &amp;English</source>
        <translation>英文意思(&amp;E)</translation>
    </message>
    <message>
        <source>Must be decided</source>
        <translation>必須決定</translation>
    </message>
    <message>
        <source>Ne&amp;xt</source>
        <translation>下一步(&amp;X)</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>New series</source>
        <translation>新數列</translation>
    </message>
    <message>
        <source>No longer in the table</source>
        <translation>表格已不載</translation>
    </message>
    <message>
        <source>No question is open and nothing was found amiss.</source>
        <translation>沒有待答問題，也沒有發現異常。</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>註釋</translation>
    </message>
    <message>
        <source>Nothing decided yet: everything is as the program understood it.</source>
        <translation>尚未作出決定：全部按程式的理解讀取。</translation>
    </message>
    <message>
        <source>Nothing in the workspace is like “{series}”</source>
        <translation>工作檔內沒有與「{series}」相似的數列</translation>
    </message>
    <message>
        <source>Nothing that the recipe knows of has changed.</source>
        <translation>讀取方法所知的各項均無改動。</translation>
    </message>
    <message>
        <source>Paint as {role}, key {key}</source>
        <translation>塗成{role}，按鍵{key}</translation>
    </message>
    <message>
        <source>Paint data, header and stub to make a table.</source>
        <translation>請塗上數據、表頭和欄目，組成表格。</translation>
    </message>
    <message>
        <source>Paint selected cells as (key)</source>
        <translation>把選取的儲存格塗成（按鍵）</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>時期</translation>
    </message>
    <message>
        <source>Period of the table</source>
        <translation>表格的時期</translation>
    </message>
    <message>
        <source>Printed figures are multiplied by {factor}: {before} becomes {after}.</source>
        <translation>印出的數字會乘以{factor}：{before}變成{after}。</translation>
    </message>
    <message>
        <source>Printed in: {printed}. Held in: {held}.</source>
        <translation>印出單位：{printed}；現有單位：{held}。</translation>
    </message>
    <message>
        <source>Printed series</source>
        <translation>印出的數列</translation>
    </message>
    <message>
        <source>Printed series and where they go</source>
        <translation>印出的數列及其去向</translation>
    </message>
    <message>
        <source>Questions ({count})</source>
        <translation>問題（{count}）</translation>
    </message>
    <message>
        <source>Questions and findings</source>
        <translation>問題和檢查結果</translation>
    </message>
    <message>
        <source>Read the label as…</source>
        <translation>把標題讀作…</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在讀取檔案…</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>正在讀取{file}</translation>
    </message>
    <message>
        <source>Repaired or new: look at it</source>
        <translation>已修復或新增：請核對</translation>
    </message>
    <message>
        <source>Revised</source>
        <translation>修訂</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>儲存報告</translation>
    </message>
    <message>
        <source>Save this &amp;report…</source>
        <translation>儲存此報告(&amp;R)…</translation>
    </message>
    <message>
        <source>Select cells of the sheet first.</source>
        <translation>請先選取工作表的儲存格。</translation>
    </message>
    <message>
        <source>Select two header rows, or two stub columns, that are one label in two languages.</source>
        <translation>請選取屬同一標題兩種語文的兩行表頭或兩欄欄目。</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>數列</translation>
    </message>
    <message>
        <source>Series ({count})</source>
        <translation>數列（{count}）</translation>
    </message>
    <message>
        <source>Series in the workspace</source>
        <translation>工作檔內的數列</translation>
    </message>
    <message>
        <source>Series read from the table</source>
        <translation>從表格讀取的數列</translation>
    </message>
    <message>
        <source>Sheet as printed</source>
        <translation>印出的工作表</translation>
    </message>
    <message>
        <source>Sheet “{sheet}”</source>
        <translation>工作表「{sheet}」</translation>
    </message>
    <message>
        <source>Sheets and tables</source>
        <translation>工作表和表格</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>顯示</translation>
    </message>
    <message>
        <source>Show series</source>
        <translation>顯示數列</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>資料來源</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>資料來源：{source}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>已停止，沒有寫入任何資料。</translation>
    </message>
    <message>
        <source>Stub</source>
        <translation>欄目</translation>
    </message>
    <message>
        <source>Suggested for “{series}”</source>
        <translation>「{series}」的建議</translation>
    </message>
    <message>
        <source>Suggested series of the workspace</source>
        <translation>建議歸入的數列</translation>
    </message>
    <message>
        <source>Table {number}</source>
        <translation>表格{number}</translation>
    </message>
    <message>
        <source>Take care: the cell reads “{cell}”, the figure was taken as “{figure}”.</source>
        <translation>請留意：儲存格載「{cell}」，取用的數字是「{figure}」。</translation>
    </message>
    <message>
        <source>The cell: address, role, text, format</source>
        <translation>儲存格：位置、角色、文字、格式</translation>
    </message>
    <message>
        <source>The printed cell</source>
        <translation>印出的儲存格</translation>
    </message>
    <message>
        <source>The same measure?</source>
        <translation>是否同一量度？</translation>
    </message>
    <message>
        <source>The series held has {n} definitions; each figure goes to the one of its period.</source>
        <translation>現有數列有{n}個定義；每個數字按其時期歸入相應定義。</translation>
    </message>
    <message>
        <source>The sheet stays as printed. Figures cannot be typed over. Empty: as printed.</source>
        <translation>工作表維持原狀，數字不可改寫。留空即按印出的讀取。</translation>
    </message>
    <message>
        <source>The table does not explain “{sign}” ({n} cells). Your answer is kept with your name and the time.</source>
        <translation>表格沒有解釋「{sign}」（{n}格）。你的答案會連同姓名和時間一併記錄。</translation>
    </message>
    <message>
        <source>The words do not show whether the units are the same. Look at both.</source>
        <translation>單憑文字未能確定單位是否相同，請核對兩者。</translation>
    </message>
    <message>
        <source>Then the printed cell of every figure can be shown anywhere, without the file</source>
        <translation>日後無須原檔，也可隨時查看每個數字所在的儲存格</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待決定</translation>
    </message>
    <message>
        <source>To show this cell the file {file} is needed (sheet “{sheet}”, cell {cell}; SHA-256 begins {hash}).</source>
        <translation>要顯示這個儲存格，需要檔案{file}（工作表「{sheet}」，儲存格{cell}；SHA-256以{hash}開首）。</translation>
    </message>
    <message>
        <source>Two languages of &amp;one label</source>
        <translation>同一標題的兩種語文(&amp;O)</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>不變</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>未能判定</translation>
    </message>
    <message>
        <source>Understanding {file}</source>
        <translation>正在理解{file}</translation>
    </message>
    <message>
        <source>Undo the last decision</source>
        <translation>復原上一個決定</translation>
    </message>
    <message>
        <source>Undo: {words}</source>
        <translation>復原：{words}</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>單位</translation>
    </message>
    <message>
        <source>Unit and factor</source>
        <translation>單位和倍數</translation>
    </message>
    <message>
        <source>Unit held</source>
        <translation>現有單位</translation>
    </message>
    <message>
        <source>Unit in &amp;Chinese</source>
        <translation>中文單位(&amp;C)</translation>
    </message>
    <message>
        <source>Unit in &amp;English</source>
        <translation>英文單位(&amp;E)</translation>
    </message>
    <message>
        <source>Unit of all series &amp;without one…</source>
        <translation>沒有註明單位的數列的單位(&amp;W)…</translation>
    </message>
    <message>
        <source>Unit, periods, figures</source>
        <translation>單位、時期、數字</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>單位比較</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>網頁 (*.html)</translation>
    </message>
    <message>
        <source>What does this mark mean?</source>
        <translation>這個標記是甚麼意思？</translation>
    </message>
    <message>
        <source>What does “{mark}” mean? The table does not say. Cells: {n} (first {where}).</source>
        <translation>「{mark}」是甚麼意思？表格沒有說明。共{n}格（首格{where}）。</translation>
    </message>
    <message>
        <source>What the publisher changed</source>
        <translation>發布者作出的改動</translation>
    </message>
    <message>
        <source>What the publisher changed ({count})</source>
        <translation>發布者的改動（{count}）</translation>
    </message>
    <message>
        <source>What was done and why</source>
        <translation>做了甚麼和原因</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>another measure: refused</source>
        <translation>量度不同：不接受</translation>
    </message>
    <message>
        <source>by the recipe</source>
        <translation>按讀取方法</translation>
    </message>
    <message>
        <source>cannot be read yet</source>
        <translation>尚未能讀取</translation>
    </message>
    <message>
        <source>check the unit, × {factor}</source>
        <translation>請核對單位，×{factor}</translation>
    </message>
    <message>
        <source>columns of footnote marks</source>
        <translation>註腳標記所在的欄</translation>
    </message>
    <message>
        <source>counts as empty; struck through</source>
        <translation>當作空白，加刪除線</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>figures</source>
        <translation>數字</translation>
    </message>
    <message>
        <source>format: {code}</source>
        <translation>格式：{code}</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隱藏</translation>
    </message>
    <message>
        <source>kept inside the workspace</source>
        <translation>已存入工作檔</translation>
    </message>
    <message>
        <source>labels beside the rows</source>
        <translation>各行旁的標題</translation>
    </message>
    <message>
        <source>labels over the columns</source>
        <translation>各欄上的標題</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>不匯入</translation>
    </message>
    <message>
        <source>list of contents</source>
        <translation>目錄</translation>
    </message>
    <message>
        <source>no table of figures</source>
        <translation>沒有數字表格</translation>
    </message>
    <message>
        <source>no unit stated</source>
        <translation>沒有註明單位</translation>
    </message>
    <message>
        <source>not asked for</source>
        <translation>沒有要求讀取</translation>
    </message>
    <message>
        <source>notes and legend</source>
        <translation>註釋和圖例</translation>
    </message>
    <message>
        <source>proposed match</source>
        <translation>建議配對</translation>
    </message>
    <message>
        <source>proposed: new series</source>
        <translation>建議：新數列</translation>
    </message>
    <message>
        <source>released {date}</source>
        <translation>{date}發布</translation>
    </message>
    <message>
        <source>same unit</source>
        <translation>單位相同</translation>
    </message>
    <message>
        <source>same unit, × {factor}</source>
        <translation>單位相同，×{factor}</translation>
    </message>
    <message>
        <source>stored: {value}</source>
        <translation>儲存值：{value}</translation>
    </message>
    <message>
        <source>unit and factor</source>
        <translation>單位和倍數</translation>
    </message>
    <message>
        <source>what the table is</source>
        <translation>表格的名稱</translation>
    </message>
    <message>
        <source>where the table comes from</source>
        <translation>表格的來源</translation>
    </message>
    <message>
        <source>words only, no figures</source>
        <translation>只有文字，沒有數字</translation>
    </message>
    <message>
        <source>years, quarters, months</source>
        <translation>年、季、月</translation>
    </message>
    <message>
        <source>{file}, sheet “{sheet}”, cell {cell}</source>
        <translation>{file}，工作表「{sheet}」，儲存格{cell}</translation>
    </message>
    <message>
        <source>{mark}: {answer} ({by}, {at})</source>
        <translation>{mark}：{answer}（{by}，{at}）</translation>
    </message>
    <message>
        <source>{name} ({id})</source>
        <translation>{name}（{id}）</translation>
    </message>
    <message>
        <source>{new} new · {revised} revised · {unchanged} unchanged · {withdrawn} withdrawn</source>
        <translation>新增{new}個 · 修訂{revised}個 · 不變{unchanged}個 · 撤回{withdrawn}個</translation>
    </message>
    <message>
        <source>{n} figures were imported. Undo takes them back in one step.</source>
        <translation>已匯入{n}個數字。按一次「復原」即可全部收回。</translation>
    </message>
    <message>
        <source>{n} marks unexplained</source>
        <translation>{n}個標記未有解釋</translation>
    </message>
    <message>
        <source>{n} new series</source>
        <translation>新增數列{n}個</translation>
    </message>
    <message>
        <source>{n} series</source>
        <translation>{n}個數列</translation>
    </message>
    <message>
        <source>{n} series selected</source>
        <translation>已選{n}個數列</translation>
    </message>
    <message>
        <source>{n} to decide</source>
        <translation>{n}個待決定</translation>
    </message>
    <message>
        <source>{path} has the same name but other content.</source>
        <translation>{path}檔名相同，但內容不同。</translation>
    </message>
    <message>
        <source>{undecided} undecided</source>
        <translation>未能判定{undecided}個</translation>
    </message>
    <message>
        <source>“{mark}” as the recipe says: {meaning}</source>
        <translation>「{mark}」按讀取方法：{meaning}</translation>
    </message>
</context>
</TS>
