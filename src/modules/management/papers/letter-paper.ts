import { Paragraph } from 'docx'
import QRCode from 'qrcode'
import { formTable } from '#kernel/documents/word/form.ts'
import { FONT, line, mark, officialPaper, piece, signature, SIZE, title } from '#kernel/documents/word/official.ts'
import { paper } from '#kernel/documents/word/paper.ts'

// 联审函: the questions of the joint review on paper, and the sheet that comes back stamped (rulings D3). The number stands on
// both sheets, as text and as a code for the hand scanner.

const CODE = 62

/** The number as a picture. @returns a PNG */
export const codeOf = (number: string): Promise<Buffer> => QRCode.toBuffer(number, { margin: 1, scale: 6 })

const SAMPLE_NUMBER = '联审函〔2026〕12号'

const COLUMNS = [30, 50, 112, 100, 64, 86]
const NOTE =
  '注：结论按“未发现”“发现”“无法核查”“不属本部门”“依法不予提供”填写；填“发现”的写明条款和依据文号，不写案情。未列明的情形，在填写核查人数、系统和日期后视为未发现。'

const sheet = () =>
  formTable(
    COLUMNS,
    [
      { height: 28, heading: true, cells: ['序号', '姓名', '身份证号', '拟任职务', '结论', '条款和依据文号'] },
      {
        height: 34,
        cells: [
          '{#人选}{序号}',
          '{姓名}',
          '{身份证号}',
          { text: '{拟任职务}', align: 'left' },
          '',
          { text: '{/人选}' },
        ],
      },
    ],
    { size: 10.5, inset: 3 },
  )

const small = (text: string) =>
  new Paragraph({ spacing: { before: 120 }, children: [piece(text, { font: FONT.song, size: SIZE.five })] })

/** Title and number of the sheet that comes back, beside the code that finds it again. */
const head = () =>
  formTable(
    [COLUMNS.reduce((sum, width) => sum + width, 0) - CODE - 8, CODE + 8],
    [
      {
        height: CODE,
        cells: [
          {
            text: ['资格联审核查回执', '{函号}　{部门}'],
            font: FONT.song,
            size: SIZE.three,
          },
          { text: '{二维码}' },
        ],
      },
    ],
    { size: SIZE.smallFour, plain: true },
  )

export const letterPaper = paper({
  id: 'review.letter',
  zh: '联审函',
  en: 'Letter of the joint review',
  fields: {
    sender: { zh: '发文机关', en: 'Sender' },
    number: { zh: '函号', en: 'Number of the letter' },
    department: { zh: '部门', en: 'Department' },
    count: { zh: '人数', en: 'How many people' },
    items: {
      zh: '核查情形',
      en: 'What is looked up',
      kind: 'list',
      fields: { code: { zh: '条款', en: 'Item' }, words: { zh: '内容', en: 'Words' } },
    },
    people: {
      zh: '人选',
      en: 'Candidates',
      kind: 'list',
      fields: {
        number: { zh: '序号', en: 'Number' },
        name: { zh: '姓名', en: 'Name' },
        idNumber: { zh: '身份证号', en: 'ID number' },
        post: { zh: '拟任职务', en: 'Intended post' },
      },
    },
    due: { zh: '答复期限', en: 'Last day' },
    date: { zh: '成文日期', en: 'Date' },
    code: { zh: '二维码', en: 'QR code', kind: 'picture', width: CODE, height: CODE },
  },
  sample: {
    sender: '中共福山区委组织部',
    number: SAMPLE_NUMBER,
    department: '区人民法院',
    count: '2',
    items: [
      { code: 'NQ-02', words: '因犯罪受过刑事处罚（含缓刑）的' },
      { code: 'NQ-14', words: '被人民法院列入失信被执行人名单且未移出的' },
    ],
    people: [
      { number: '1', name: '周明远', idNumber: '37061119800101001X', post: '南关社区党组织书记' },
      { number: '2', name: '郑小红', idNumber: '370611198102020022', post: '城里社区党组织书记助理' },
    ],
    due: '2026年12月3日',
    date: '2026年11月26日',
    code: await codeOf(SAMPLE_NUMBER),
  },
  original: () =>
    officialPaper([
      mark('{发文机关}'),
      line('{函号}', { align: 'center', ruled: true }),
      title('关于对社区党组织书记拟任人选进行资格联审的函'),
      line('{部门}：'),
      line('现有{人数}名拟任人选（名单附后），请你单位就下列情形逐人核查，于{答复期限}前书面答复：', {
        indented: true,
      }),
      line('{#核查情形 [loopOver: "paragraph"]}（{条款}）{内容}；{/核查情形}', { indented: true }),
      line(
        '答复请填写所附核查回执，由审核人、负责人签名并加盖公章。逾期未答复的，不视为“未发现”。核查中知悉的个人信息请予保密，用后按规定处理。',
        {
          indented: true,
        },
      ),
      ...signature('{发文机关}', '{成文日期}'),
      new Paragraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: 'exact' }, children: [] }),
      head(),
      sheet(),
      small('本次核查　　　人，核查系统（档案）：　　　　　　　　　核查日期：　　年　　月　　日'),
      small('审核人：　　　　　　负责人：　　　　　　（公章）　　　　　年　　月　　日'),
      small(NOTE),
    ]),
})
