import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'registry.csv-invalid': {
    status: 422,
    zh: '区划文件有 {count} 处不符合要求，没有导入任何一行。',
    en: 'The division file breaks a rule in {count} places; not a single row was imported.',
  },
  'registry.csv-unreadable': {
    status: 422,
    zh: '区划文件不是 UTF-8 编码的 CSV 文本：{detail}',
    en: 'The division file is not CSV text in UTF-8: {detail}',
  },
  'registry.no-shipped-divisions': {
    status: 404,
    zh: '本区({district})没有随附的区划数据，请上传 CSV 文件。',
    en: 'No divisions come along for this district ({district}). Upload a CSV file.',
  },
})
