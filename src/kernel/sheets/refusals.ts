import type { Text } from '#kernel/language.ts'
import { refusals, type RefusalTable } from '#kernel/refusal.ts'

/** Why a file is not opened at all, or not read to its end. */
export const SHEET_REFUSALS = {
  'sheets.too-large': {
    status: 413,
    zh: '文件有 {size} MB，超过 {limit} MB 的上限，没有读取。请删去图片和无关的工作表，或分成几个文件上传。',
    en: 'The file has {size} MB; the limit is {limit} MB. Nothing was read. Remove pictures and sheets that do not belong here, or upload several smaller files.',
  },
  'sheets.empty': {
    status: 422,
    zh: '文件是空的（0 字节）。请重新选择文件。',
    en: 'The file is empty (0 bytes). Choose the file again.',
  },
  'sheets.old-xls': {
    status: 422,
    zh: '这是旧格式（.xls 或 .et）,改扩展名不能变成 .xlsx。请用 Excel 或 WPS 打开，“另存为”.xlsx 后再上传。',
    en: 'This is the old format (.xls or .et); renaming it does not make it .xlsx. Open it in Excel or WPS, choose “Save as” .xlsx, and upload that file.',
  },
  'sheets.encrypted': {
    status: 422,
    zh: '文件设了打开密码，系统无法读取。请取消密码后再上传。',
    en: 'The file is protected by a password to open. Remove the password and upload it again.',
  },
  'sheets.html': {
    status: 422,
    zh: '这是网页(HTML)或 XML 文件，只是扩展名为 .xlsx。请用 Excel 或 WPS 打开，“另存为”.xlsx 后再上传。',
    en: 'This is a web page (HTML) or an XML file with the name .xlsx. Open it in Excel or WPS, choose “Save as” .xlsx, and upload that file.',
  },
  'sheets.csv': {
    status: 422,
    zh: '这是文本文件（如 .csv）,只是扩展名为 .xlsx。请用 Excel 或 WPS 打开，“另存为”.xlsx 后再上传。',
    en: 'This is a text file (such as .csv) with the name .xlsx. Open it in Excel or WPS, choose “Save as” .xlsx, and upload that file.',
  },
  'sheets.not-a-workbook': {
    status: 422,
    zh: '这不是 .xlsx 工作簿。请使用从本系统下载的模板，或在 Excel、WPS 中“另存为”.xlsx。',
    en: 'This is not an .xlsx workbook. Use the template from this system, or choose “Save as” .xlsx in Excel or WPS.',
  },
  'sheets.damaged': {
    status: 422,
    zh: '文件已损坏或不完整({part})，没有读取任何内容。请用 Excel 或 WPS 打开并另存为 .xlsx，再重新上传。',
    en: 'The file is damaged or incomplete ({part}); nothing was read. Open it in Excel or WPS, save it as .xlsx, and upload it again.',
  },
  'sheets.too-many-parts': {
    status: 422,
    zh: '文件内部有 {count} 个部分，超过 {limit} 个，没有打开。请把表格复制到新的工作簿后再上传。',
    en: 'The file holds {count} inner parts; the limit is {limit}. It was not opened. Copy the table into a new workbook and upload that.',
  },
  'sheets.bomb': {
    status: 413,
    zh: '文件展开后超过 {limit} MB，或压缩比异常，已停止打开。请把表格复制到新的工作簿后再上传。',
    en: 'The file grows beyond {limit} MB when opened, or is compressed far more than any real table. It was not opened. Copy the table into a new workbook and upload that.',
  },
  'sheets.unsafe-path': {
    status: 422,
    zh: '文件内部有不安全或重复的路径“{part}”，没有打开。请把表格复制到新的工作簿后再上传。',
    en: 'The file holds an unsafe or repeated inner path “{part}”. It was not opened. Copy the table into a new workbook and upload that.',
  },
  'sheets.macros': {
    status: 422,
    zh: '文件含有宏，为安全起见没有打开。请“另存为”不含宏的 .xlsx 后再上传。',
    en: 'The file contains macros and was not opened, for safety. Choose “Save as” .xlsx without macros and upload that.',
  },
  'sheets.external-link': {
    status: 422,
    zh: '文件链接到其他文件({part})，数值可能不是它自己的。请在“数据—编辑链接”中断开链接、粘贴为数值后再上传。',
    en: 'The file is linked to other files ({part}), so its values may not be its own. Break the links (Data – Edit links), paste as values, and upload it again.',
  },
  'sheets.document-type': {
    status: 422,
    zh: '文件内部({part})带有 DTD 或实体声明，正常的表格没有，因此没有打开。请把表格复制到新的工作簿后再上传。',
    en: 'The file declares a document type or entities inside ({part}), which real tables never do. It was not opened. Copy the table into a new workbook and upload that.',
  },
  'sheets.too-many-rows': {
    status: 413,
    zh: '工作表“{sheet}”超过 {limit} 行。请分成几个文件上传。',
    en: 'The sheet “{sheet}” has more than {limit} rows. Upload it as several files.',
  },
  'sheets.too-many-columns': {
    status: 413,
    zh: '工作表“{sheet}”在第 {limit} 列以外还有内容。请删去无关的列后再上传。',
    en: 'The sheet “{sheet}” has content beyond column {limit}. Delete the columns that do not belong here and upload it again.',
  },
  'sheets.too-much-text': {
    status: 413,
    zh: '工作表“{sheet}”的文字总量超过 {limit} 个字符。请分成几个文件上传。',
    en: 'The sheet “{sheet}” holds more than {limit} characters of text. Upload it as several files.',
  },
  'sheets.too-slow': {
    status: 413,
    zh: '文件在 {limit} 秒内没有读完，已停止，没有导入任何内容。请分成几个较小的文件上传。',
    en: 'The file could not be read within {limit} seconds and was stopped; nothing was imported. Upload it as several smaller files.',
  },
  'sheets.too-big-to-read': {
    status: 413,
    zh: '读取这个文件所需的内存超过上限({limit} MB)，已停止，没有导入任何内容。请分成几个较小的文件上传。',
    en: 'Reading this file needs more memory than the limit of {limit} MB; it was stopped and nothing was imported. Upload it as several smaller files.',
  },
  'sheets.busy': {
    status: 503,
    zh: '现在有很多文件在读取。请过一两分钟再上传。',
    en: 'Many files are being read at the moment. Upload it again in a minute or two.',
  },
} as const satisfies RefusalTable

export type SheetRefusalCode = keyof typeof SHEET_REFUSALS
export const refuse = refusals(SHEET_REFUSALS)

/** What can be wrong with the whole sheet, a row, or a cell. {cell} is its place; {zhHeader}/{enHeader} its column. */
export const SHEET_PROBLEMS = {
  'sheet-missing': {
    zh: '找不到工作表“{zhName}”(文件里有：{sheets})。请把数据所在工作表的名称改为“{zhName}”。',
    en: 'There is no sheet “{enName}” (the file has: {sheets}). Rename the sheet that holds the data to “{enName}”.',
  },
  'wrong-template': {
    zh: '这是另一张表的模板({found})，这里需要“{zhName}”第 {version} 版。请下载当前模板并重新填写。',
    en: 'This file belongs to another template ({found}); “{enName}” version {version} is needed here. Download the current template and fill that in.',
  },
  'wrong-stamp': {
    zh: '这个文件是为“{fact}={found}”生成的，而当前是“{expected}”。请确认没有传错文件。',
    en: 'This file was made for {fact} “{found}”, but the present one is “{expected}”. Check that it is the right file.',
  },
  'no-stamp': {
    zh: '这个文件不是从本系统下载的模板（缺少隐藏的标识页）。请下载模板，把数据粘贴为数值后再上传。',
    en: 'This file was not made from the template of this system (its hidden mark is missing). Download the template and paste your data into it as values.',
  },
  'header-missing': {
    zh: '工作表“{sheet}”的前 {rows} 行里找不到表头。表头必须在同一行，且包括：{zhHeaders}。',
    en: 'No header row was found in the first {rows} rows of “{sheet}”. All headers must be in one row: {enHeaders}.',
  },
  'column-missing': {
    zh: '缺少“{zhHeader}”列（可能被删除或改名）。请恢复表头“{zhHeader}”。',
    en: 'The column “{enHeader}” is missing (deleted or renamed?). Restore the header “{enHeader}”.',
  },
  'column-unknown': {
    zh: '{cell} 的表头“{value}”不在模板中，这一列没有读取。请改回模板的表头，或删去这一列。',
    en: 'The header “{value}” in {cell} is not in the template; the column was not read. Restore the template’s header or delete the column.',
  },
  'column-unread': {
    zh: '{cell} 的“{value}”列没有读取：{zhWhy}',
    en: 'The column “{value}” in {cell} was not read: {enWhy}',
  },
  'column-twice': {
    zh: '{cell} 的表头“{value}”出现了两次，无法判断以哪一列为准。请只保留一列。',
    en: 'The header “{value}” in {cell} appears twice, so it is unclear which column counts. Keep only one.',
  },
  outside: {
    zh: '{cell} 有内容“{value}”，但这一列没有表头，因此没有读取。请删去，或移到有表头的列。',
    en: '{cell} holds “{value}”, but its column has no header, so it was not read. Delete it or move it under a header.',
  },
  'merged-header': {
    zh: '表头中有合并单元格({range})。请取消合并，每列各写一个表头。',
    en: 'The header has merged cells ({range}). Unmerge them and give each column its own header.',
  },
  merged: {
    zh: '数据中有合并单元格({range})，无法判断内容属于哪一行。请取消合并，每行分别填写。',
    en: 'The data has merged cells ({range}), so it is unclear which row the content belongs to. Unmerge them and fill in each row.',
  },
  formula: {
    zh: '{cell}“{zhHeader}”是公式，结果可能随文件改变。请复制后“选择性粘贴—数值”。',
    en: '{cell} “{enHeader}” is a formula, whose result may change with the file. Copy it and paste it as values.',
  },
  'error-value': {
    zh: '{cell}“{zhHeader}”是错误值 {value}。请改成实际内容，没有内容就清空。',
    en: '{cell} “{enHeader}” is the error value {value}. Enter the real content, or clear the cell.',
  },
  boolean: {
    zh: '{cell}“{zhHeader}”是逻辑值 {value}，不是文字或数字。请按模板要求重新填写。',
    en: '{cell} “{enHeader}” is the logical value {value}, not a text or a number. Enter it as the template asks.',
  },
  required: { zh: '{cell}“{zhHeader}”不能为空，请填写。', en: '{cell} “{enHeader}” must not be empty. Fill it in.' },
  'control-character': {
    zh: '{cell}“{zhHeader}”含有看不见的控制字符。请清空单元格后重新输入。',
    en: '{cell} “{enHeader}” contains an invisible control character. Clear the cell and type it again.',
  },
  'too-long': {
    zh: '{cell}“{zhHeader}”有 {length} 个字，最多 {limit} 个。请缩短。',
    en: '{cell} “{enHeader}” has {length} characters; at most {limit} are allowed. Shorten it.',
  },
  'date-in-text': {
    zh: '{cell}“{zhHeader}”应为文字,Excel 却存成了日期({value})。请把单元格设为“文本”格式后重新输入。',
    en: '{cell} “{enHeader}” should be text, but Excel stored a date ({value}). Set the cell to the format “Text” and type it again.',
  },
  scientific: {
    zh: '{cell}“{zhHeader}”被 Excel 变成了科学计数法({value})，后面的数字已经丢失，无法还原。请把单元格设为“文本”格式后重新输入完整号码。',
    en: '{cell} “{enHeader}” was turned into scientific notation by Excel ({value}); its last digits are lost and cannot be restored. Set the cell to the format “Text” and type the full number again.',
  },
  'digits-lost': {
    zh: '{cell}“{zhHeader}”被存成了数字。Excel 的数字只保留 15 位，后面的可能已变成 0。请把单元格设为“文本”格式后重新输入完整号码。',
    en: '{cell} “{enHeader}” was stored as a number. Excel keeps only 15 digits of a number, so the last ones may have become 0. Set the cell to the format “Text” and type the full number again.',
  },
  'code-form': {
    zh: '{cell}“{zhHeader}”的内容“{value}”不符合要求。{zhHelp}',
    en: '{cell} “{enHeader}”: “{value}” does not have the required form. {enHelp}',
  },
  'not-a-number': {
    zh: '{cell}“{zhHeader}”的内容“{value}”不是数字。请只填数字（小数点用“.”，不写单位和千位逗号）。',
    en: '{cell} “{enHeader}”: “{value}” is not a number. Enter digits only (point “.”, no unit, no thousands comma).',
  },
  percent: {
    zh: '{cell}“{zhHeader}”是百分比格式，显示的和存储的({value})不同，无法判断以哪个为准。请改为“常规”格式后重新输入。',
    en: '{cell} “{enHeader}” is formatted as a percentage: what it shows differs from what it stores ({value}). Set the format to “General” and type the number again.',
  },
  'date-for-number': {
    zh: '{cell}“{zhHeader}”应为数字,Excel 却存成了日期({value})。请改为“常规”格式后重新输入。',
    en: '{cell} “{enHeader}” should be a number, but Excel stored a date ({value}). Set the format to “General” and type the number again.',
  },
  'not-whole': {
    zh: '{cell}“{zhHeader}”的 {value} 不是整数。请填整数。',
    en: '{cell} “{enHeader}”: {value} is not a whole number. Enter a whole number.',
  },
  decimals: {
    zh: '{cell}“{zhHeader}”实际为 {value}，最多 {limit} 位小数（单元格显示的可能已经四舍五入）。请重新输入。',
    en: '{cell} “{enHeader}” really holds {value}; at most {limit} decimals are allowed (what the cell shows may be rounded). Type it again.',
  },
  range: {
    zh: '{cell}“{zhHeader}”的 {value} 超出范围，应在 {min} 到 {max} 之间。',
    en: '{cell} “{enHeader}”: {value} is out of range; it must lie between {min} and {max}.',
  },
  step: {
    zh: '{cell}“{zhHeader}”的 {value} 不符合步长，应从 {from} 起每次增减 {step}。',
    en: '{cell} “{enHeader}”: {value} is not on a step; values go up or down from {from} by {step}.',
  },
  'date-form': {
    zh: '{cell}“{zhHeader}”的内容“{value}”看不出是哪一天（或哪一月）。请按 {form} 填写。',
    en: '{cell} “{enHeader}”: “{value}” does not say clearly which day (or month) it is. Write it as {form}.',
  },
  'date-impossible': {
    zh: '{cell}“{zhHeader}”的“{value}”在日历上不存在。请核对后按 {form} 填写。',
    en: '{cell} “{enHeader}”: “{value}” does not exist in the calendar. Check it and write it as {form}.',
  },
  'date-time': {
    zh: '{cell}“{zhHeader}”带有时刻，只需要日期。请按 {form} 填写。',
    en: '{cell} “{enHeader}” carries a time of day; only the date is wanted. Write it as {form}.',
  },
  'month-ambiguous': {
    zh: '{cell}“{zhHeader}”的“{value}”有两种读法（末位的 0 可能丢了，如 1972.1 可能是 1 月或 10 月）。请核对后按 {form} 填写。',
    en: '{cell} “{enHeader}”: “{value}” can be read in two ways (a final 0 may be lost: 1972.1 may be January or October). Check it and write it as {form}.',
  },
  choice: {
    zh: '{cell}“{zhHeader}”的“{value}”不在可选项中。可选：{zhChoices}。',
    en: '{cell} “{enHeader}”: “{value}” is not one of the choices: {enChoices}.',
  },
  duplicate: {
    zh: '第 {row} 行与第 {other} 行的{zhHeaders}相同，无法判断以哪一行为准。请只保留一行。',
    en: 'Row {row} has the same {enHeaders} as row {other}, so it is unclear which counts. Keep only one of them.',
  },
  'row-unknown': {
    zh: '第 {row} 行({value})不在下载的模板中。这张表不能增加行，也不能改动灰色列。',
    en: 'Row {row} ({value}) was not in the template. Rows of this table cannot be added, and grey columns must stay as they are.',
  },
  'row-missing': {
    zh: '缺少模板中的一行({value})。请恢复这一行；没有内容可以留空。',
    en: 'A row of the template is missing ({value}). Restore it; it may stay empty.',
  },
  'locked-changed': {
    zh: '{cell}“{zhHeader}”被改成了“{value}”，模板中是“{expected}”。灰色列不能改动，请恢复。',
    en: '{cell} “{enHeader}” was changed to “{value}”; the template says “{expected}”. Grey columns must stay as they are: restore it.',
  },
  'too-many-problems': {
    zh: '已发现 {limit} 个问题，没有继续检查。请先改正这些问题再上传。',
    en: '{limit} problems were found and checking stopped there. Correct these first and upload the file again.',
  },
} as const satisfies Readonly<Record<string, Text>>

export type SheetProblemCode = keyof typeof SHEET_PROBLEMS
