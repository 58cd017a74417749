import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'template.unknown': { status: 404, zh: '没有这种文书：{paper}。', en: 'There is no such paper: {paper}.' },
  'template.no-file': { status: 422, zh: '请选择修改后的 .docx 文件。', en: 'Choose the edited .docx file.' },
  'template.overflows': {
    status: 422,
    zh: '{paper}应为 {most} 页，内容过长，排成了 {pages} 页，没有打印。请精简简历等较长的栏目，或下载 Word 版手工调整。',
    en: '{paper} has {most} pages; what it says takes {pages}, so nothing was printed. Shorten the longest fields, or take the Word file and adjust it by hand.',
  },
  'template.wrong': {
    status: 422,
    zh: '模板有 {count} 处问题，没有启用：{first}',
    en: 'The template has {count} problems and is not in use: {first}',
  },
})
