import { line, mark, officialPaper, signature, title } from '#kernel/documents/word/official.ts'
import { paper } from '#kernel/documents/word/paper.ts'

/** 备案函: the district's reply to the street, with the number that the act rests on (domain.md §6.5, PR-6). */
export const replyPaper = paper({
  id: 'filing.reply',
  zh: '备案函',
  en: 'Filing reply',
  fields: {
    sender: { zh: '发文机关', en: 'Sender' },
    document: { zh: '发文字号', en: 'Document number' },
    street: { zh: '街道', en: 'Street' },
    person: { zh: '姓名', en: 'Name' },
    act: { zh: '备案事项', en: 'What is filed' },
    post: { zh: '职务', en: 'Post' },
    request: { zh: '请示文号', en: 'Number of the request' },
    number: { zh: '备案编号', en: 'Filing number' },
    effective: { zh: '生效日期', en: 'Effective day' },
    until: { zh: '截止日期', en: 'Last day' },
    date: { zh: '成文日期', en: 'Date' },
  },
  sample: {
    sender: '中共福山区委组织部',
    document: '福组复〔2026〕18号',
    street: '清洋街道',
    person: '周明远',
    act: '届中新任',
    post: '南关社区党组织书记',
    request: '街道工委会议纪要〔2026〕28号',
    number: '备〔2026〕1号',
    effective: '2026年12月1日',
    until: '',
    date: '2026年11月26日',
  },
  original: () =>
    officialPaper([
      mark('{发文机关}'),
      line('{发文字号}', { align: 'center', ruled: true }),
      title('关于{姓名}同志任免职事项备案的复函'),
      line('{街道}党工委：'),
      line(
        '你们《{请示文号}》收悉。经资格联审、组织考察、会议研究和任前公示，按照“凡动必备”的要求，现对下列事项予以备案：',
        {
          indented: true,
        },
      ),
      line('一、备案事项：{备案事项}', { indented: true }),
      line('二、人员和职务：{姓名}同志，{职务}', { indented: true }),
      line('三、生效日期：{生效日期}{#截止日期}，至{截止日期}止{/截止日期}', { indented: true }),
      line('四、备案编号：{备案编号}', { indented: true }),
      line('请据此办理任免手续，并按期归入个人档案。', { indented: true }),
      ...signature('{发文机关}', '{成文日期}'),
    ]),
})
