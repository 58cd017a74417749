import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'registry.csv-invalid': {
    status: 422,
    zh: '区划文件有 {count} 处不符合要求，没有导入任何一行。',
    en: 'The division file breaks rules (places: {count}); not a single row was imported.',
  },
  'registry.csv-missing': { status: 422, zh: '请选择区划文件（CSV）。', en: 'Choose the division file (CSV).' },
  'registry.csv-encoding': {
    status: 422,
    zh: '区划文件第 {line} 行不是 UTF-8 文字。请“另存为”UTF-8 编码的 CSV 后再上传，没有导入任何一行。',
    en: 'Line {line} of the division file is not UTF-8 text. Save it as CSV in UTF-8 and upload that; not a single row was imported.',
  },
  'registry.csv-too-large': {
    status: 413,
    zh: '区划文件超过 {limit} MB。一个区的区划只有几十 kB，请确认没有选错文件。',
    en: 'The division file is larger than {limit} MB. Those of one district have some ten kB; check that it is the right file.',
  },
  'registry.csv-too-early': {
    status: 409,
    zh: '起始日 {validFrom} 不晚于现有区划的起止日 {since}，没有导入任何一行。改名、停用和重新启用须晚于这一天，请核对起始日。',
    en: 'The first day {validFrom} is not later than {since}, when divisions that are there began or ended; not a single row was imported. New names, endings and returns have to come after that day; check the first day.',
  },
  'registry.csv-above': {
    status: 422,
    zh: '{code} 在文件中写作“{name}”，现有区划中是“{known}”。省、市由各区共用，区的文件不能改名，没有导入任何一行。',
    en: '{code} is "{name}" in the file and "{known}" in the registry. Provinces and cities are shared by all districts and keep their names here; not a single row was imported.',
  },
  'registry.code-reused': {
    status: 422,
    zh: '文件中 {code} 由“{known}”变为“{name}”，而“{known}”又列在 {other}：代码给了另一个社区，直接导入会把记录记到别人名下，没有导入任何一行。请先导入一个不含 {code} 的文件，把“{known}”变更到 {other}，再以较晚的起始日导入本文件。',
    en: '{code} is "{name}" in the file and was "{known}", which the file has under {other}: the code went to another community, and records would go to the wrong one; not a single row was imported. First import a file without {code} and move "{known}" to {other}, then this file with a later first day.',
  },
  'registry.decisions-invalid': {
    status: 422,
    zh: '停用街道、社区的去向有 {count} 处需要处理，没有导入任何一行。',
    en: 'What became of the streets and communities that end has to be settled (places: {count}); not a single row was imported.',
  },
  'registry.no-shipped-divisions': {
    status: 404,
    zh: '本区（{district}）没有随附的区划数据，请上传 CSV 文件。',
    en: 'No divisions come along for this district ({district}). Upload a CSV file.',
  },
})
