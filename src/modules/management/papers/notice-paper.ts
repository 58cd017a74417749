import { line, officialPaper, signature, title } from '#kernel/documents/word/official.ts'
import { paper } from '#kernel/documents/word/paper.ts'

/** 任前公示: the least that residents have to know; nothing of the review, of ID numbers or of telephones (PR-5). */
export const noticePaper = paper({
  id: 'filing.notice',
  zh: '任前公示',
  en: 'Public notice of a candidate',
  fields: {
    person: { zh: '姓名', en: 'Name' },
    sex: { zh: '性别', en: 'Sex' },
    birth: { zh: '出生年月', en: 'Month of birth' },
    political: { zh: '政治面貌', en: 'Political affiliation' },
    education: { zh: '学历', en: 'Education' },
    present: { zh: '现任职务', en: 'Present post' },
    post: { zh: '拟任职务', en: 'Intended post' },
    from: { zh: '公示开始', en: 'First day' },
    until: { zh: '公示截止', en: 'Last day' },
    street: { zh: '街道', en: 'Street' },
    date: { zh: '成文日期', en: 'Date' },
  },
  sample: {
    person: '周明远',
    sex: '男',
    birth: '1985年6月',
    political: '中共党员',
    education: '大学',
    present: '南关社区党组织书记助理',
    post: '南关社区党组织书记',
    from: '2026年11月13日',
    until: '2026年11月19日',
    street: '清洋街道',
    date: '2026年11月12日',
  },
  original: () =>
    officialPaper([
      title('任前公示', 0),
      line('经研究，现将拟任人选有关情况公示如下：', { indented: true }),
      line(
        '{姓名}，{#性别}{性别}，{/性别}{#出生年月}{出生年月}生，{/出生年月}{#政治面貌}{政治面貌}，{/政治面貌}{#学历}{学历}学历，{/学历}{#现任职务}现任{现任职务}，{/现任职务}拟任{拟任职务}。',
        { indented: true },
      ),
      line('公示时间：{公示开始}至{公示截止}（工作日五天）。', { indented: true }),
      line(
        '公示期间，居民和党员可以到社区或街道当面反映，也可以来信、来电反映。反映情况应当实事求是；提倡署真实姓名，便于核实和回复，对反映人的情况严格保密。',
        {
          indented: true,
        },
      ),
      line('受理单位：{街道}党工委', { indented: true }),
      ...signature('中共{街道}工作委员会', '{成文日期}'),
    ]),
})
