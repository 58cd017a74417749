import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'template.unknown': { status: 404, zh: '没有这种文书：{paper}。', en: 'There is no such paper: {paper}.' },
  'template.no-file': { status: 422, zh: '请选择修改后的 .docx 文件。', en: 'Choose the edited .docx file.' },
  'template.wrong': {
    status: 422,
    zh: '模板有 {count} 处问题，没有启用：{first}',
    en: 'The template has {count} problems and is not in use: {first}',
  },
  'template.too-long': {
    status: 422,
    zh: '用示例内容打印要 {pages} 页，{paper}最多 {most} 页。请调小行距、字号或边距。',
    en: 'Filled with the sample it takes {pages} pages, and this paper has {most} at most. Make lines, type or margins smaller.',
  },
})
