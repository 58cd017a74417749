// Whether a template that staff edited can be filled and printed: what is wrong is refused, what prints differently is said.
import { type Tag, TagDisposition } from 'easy-template-x'
import { openPackage, type Package, PACKAGE_LIMITS, type PackageLimits } from '#kernel/sheets/guard.ts'
import { packParts } from '#kernel/sheets/pack.ts'
import { type Problem, Refusal } from '#kernel/refusal.ts'
import { templateHandler } from './fill.ts'
import type { Tags } from './paper.ts'
import { all, type Element, isTooLarge, parseXml, textOf } from './xml.ts'

const LIMITS: PackageLimits = { ...PACKAGE_LIMITS, compressed: 5_000_000, uncompressed: 50_000_000 }

export type TemplateCheck = { readonly wrong: readonly Problem[]; readonly notes: readonly Problem[] }

/** A long form has some hundred; each costs the time of all before it. */
const MOST_TAGS = 1000
/** Nobody mends more at once. */
const MOST_PROBLEMS = 20
/** The parts that print. */
const PAGES = /^word\/(document|header\d*|footer\d*)\.xml$/

const only = (problem: Problem): TemplateCheck => ({ wrong: [problem], notes: [] })

/** @param bytes as uploaded: anything at all. */
export async function checkTemplate(bytes: Buffer, tags: Tags): Promise<TemplateCheck> {
  let template: Package
  let pages: readonly Element[]
  try {
    template = openPackage(bytes, LIMITS, 'document')
    if ([...template].some(([name, part]) => /\.(xml|rels)$/.test(name) && isTooLarge(part))) return only(TOO_LARGE)
    const parsed = [...template]
      .filter(([name]) => name.endsWith('.xml'))
      .map(([name, part]) => [name, parseXml(part.toString('utf8'))] as const)
    pages = parsed.filter(([name]) => PAGES.test(name)).map(([, root]) => root)
  } catch (error) {
    return only(packageProblem(error))
  }
  const paragraphs = pages.flatMap((page) => all(page, 'w:p')).map(ownText)
  const braces = paragraphs.flatMap((text) => unpaired(text) ?? [])
  if (braces.length > 0) return { wrong: braces.slice(0, MOST_PROBLEMS), notes: [] }
  if (paragraphs.join('').split('{').length > MOST_TAGS) return only(TOO_LARGE)
  let found: readonly Tag[]
  try {
    found = await templateHandler().parseTags(packParts(template))
  } catch {
    // Options of a tag that cannot be read, or a tag with a picture within.
    return only(UNREADABLE)
  }
  const used = new Set(found.map(({ name }) => name))
  const missing = Object.keys(tags).filter((tag) => !used.has(tag))
  const notes =
    missing.length === 0 ? [] : [{ ...MISSING, facts: { names: missing.map((tag) => `{${tag}}`).join('、') } }]
  const wide = /｛[^｛｝]*｝/.exec(paragraphs.join('\n'))
  const said = [...notes, ...(wide ? [{ ...WIDE, facts: { text: wide[0] } }] : []), ...undrawn(template)]
  return { wrong: unknownTags(found, tags).slice(0, MOST_PROBLEMS), notes: said }
}

/** Of the guard's refusals those that have a sentence of their own here; the rest means that it is no document. */
const PACKAGE_PROBLEMS: Readonly<Record<string, Omit<Problem, 'code'>>> = {
  'sheets.encrypted': {
    zh: '文件设了打开密码，系统无法读取。请取消密码后再上传。',
    en: 'The file is protected by a password to open. Remove the password and upload it again.',
  },
  'sheets.macros': {
    zh: '文件里有宏。请“另存为”不带宏的 .docx 后再上传。',
    en: 'The file holds macros. Save it as a .docx without macros and upload that.',
  },
  'sheets.external-link': {
    zh: '文件引用了外部的模板或图片，本系统不读取文件以外的内容。请把图片嵌入文件。',
    en: 'The file refers to a template or a picture outside of it, which is never read. Put the pictures into the file.',
  },
  'sheets.too-large': {
    zh: '文件有 {size} MB，超过 {limit} MB 的上限。请压缩图片后再上传。',
    en: 'The file has {size} MB; the limit is {limit} MB. Make the pictures smaller and upload it again.',
  },
}

function packageProblem(error: unknown): Problem {
  // A part that is no XML at all is a damaged file as well.
  const { code, facts } = error instanceof Refusal ? error : { code: 'sheets.damaged', facts: {} }
  return { code, facts, ...(PACKAGE_PROBLEMS[code] ?? NO_WORD) }
}

const NO_WORD = {
  zh: '这不是 .docx 文档，或者文件已损坏。旧格式（.doc、.wps）请先用 Word 或 WPS “另存为”.docx。',
  en: 'This is not a .docx document, or the file is damaged. Save an older format (.doc, .wps) as .docx in Word or WPS first.',
}

const MISSING = {
  code: 'paper.not-used',
  zh: '模板没有用到：{names}。打印件上不会有这些内容。',
  en: 'The template does not use {names}: the paper will not say it.',
}

/** Every tag has to be one of the paper's, and one of a list's within that list. */
function unknownTags(found: readonly Tag[], tags: Tags): Problem[] {
  const problems: Problem[] = []
  const within: { name: string; rawText: string; tags: Tags }[] = []
  for (const { name, disposition, rawText } of found) {
    if (disposition === TagDisposition.Close) {
      const opened = within.pop()
      if (!opened) problems.push(pairing('paper.list-close', rawText, name))
      else if (name !== '' && name !== opened.name) problems.push(pairing('paper.crossed', rawText, opened.name))
      continue
    }
    const scopes = [...within.toReversed().map((one) => one.tags), tags]
    const scope = scopes.find((one) => Object.hasOwn(one, name))
    if (!scope) problems.push(unknown(rawText, scopes))
    if (disposition === TagDisposition.Open) within.push({ name, rawText, tags: scope?.[name] ?? {} })
  }
  return [...problems, ...within.map(({ name, rawText }) => pairing('paper.list-open', rawText, name))]
}

function unknown(tag: string, scopes: readonly Tags[]): Problem {
  const known = scopes.flatMap((scope) => Object.keys(scope))
  const facts = { tag, known: known.map((name) => `{${name}}`).join('、') }
  return {
    code: 'paper.unknown-field',
    zh: '没有“{tag}”这个字段。这里可以用：{known}。',
    en: 'There is no field “{tag}”. Here may stand {known}.',
    facts,
  }
}

const PAIRING = {
  'paper.crossed': {
    zh: '“{tag}”与前面的“{#{name}}”不配对：应写 {/{name}}。',
    en: '“{tag}” does not close “{#{name}}”: write {/{name}}.',
  },
  'paper.list-open': {
    zh: '“{tag}”没有结束：在重复内容之后写 {/{name}}。',
    en: '“{tag}” does not end: write {/{name}} after what is repeated.',
  },
  'paper.list-close': {
    zh: '“{tag}”没有开始：在重复内容之前写 {#{name}}。',
    en: '“{tag}” does not begin: write {#{name}} before what is repeated.',
  },
} as const

const pairing = (code: keyof typeof PAIRING, tag: string, name: string): Problem => ({
  code,
  ...PAIRING[code],
  facts: { tag, name },
})

/** The text of a paragraph without that of paragraphs within it, as of a text box. */
function ownText(paragraph: Element): string {
  const [inner] = all(paragraph, 'w:p')
  const text = textOf(paragraph)
  return inner ? text.replace(textOf(inner), '') : text
}

/** The first brace of a paragraph that has no partner; a tag stands within one paragraph. */
function unpaired(text: string): Problem | undefined {
  const rest = text.replaceAll(/\{[^{}]*\}/g, '…')
  const [around = '', brace] = /[^{}]{0,10}([{}])[^{}]{0,20}/.exec(rest) ?? []
  return brace === undefined ? undefined : { ...(brace === '{' ? BRACE_OPEN : BRACE_CLOSE), facts: { text: around } }
}

const BRACE_OPEN = {
  code: 'paper.brace-open',
  zh: '有一个左花括号没有右花括号：“{text}”。字段要写成 {姓名}，不能跨段落。',
  en: 'A brace is opened and not closed: “{text}”. A field is written {姓名}, within one paragraph.',
}
const BRACE_CLOSE = {
  code: 'paper.brace-close',
  zh: '有一个右花括号没有左花括号：“{text}”。字段要写成 {姓名}，不能跨段落。',
  en: 'A brace is closed and not opened: “{text}”. A field is written {姓名}, within one paragraph.',
}
const UNREADABLE = {
  code: 'paper.unreadable-tag',
  zh: '有字段无法读取。花括号里只写字段名称，不要放图片、方括号或其他内容。',
  en: 'A field cannot be read. Within braces stands its name alone, without pictures, brackets or anything else.',
}
const TOO_LARGE = {
  code: 'paper.too-large',
  zh: '模板太长或嵌套太深，无法排版。请删去多余的内容和层层嵌套的表格。',
  en: 'The template is too long or nested too deeply to be set. Remove what is not needed, and tables within tables.',
}
export const UNSETTABLE = {
  code: 'paper.unsettable',
  zh: '模板的表格、图片或字段无法排版。请下载正在使用的模板，在它的基础上重新修改。',
  en: 'Tables, pictures or fields of the template cannot be set. Download the one in use and edit that again.',
}
const WIDE = {
  code: 'paper.wide-braces',
  zh: '“{text}”用的是全角括号，将按文字打印。字段请用半角花括号 { }。',
  en: '“{text}” has full-width braces and prints as text. A field has the braces { }.',
}

/** What Word draws and the printed paper would lack. */
const UNDRAWN: readonly (readonly [pattern: RegExp, zh: string, en: string])[] = [
  [/<w:numPr>/, '自动编号（请把编号直接打在文字前面）', 'automatic numbers (type the number before the text)'],
  [/<w:txbxContent/, '文本框（请改用表格或普通段落）', 'text boxes (use a table or a paragraph)'],
  [
    /<wps:wsp|<v:shape[ >]|<v:rect|<v:line/,
    '绘制的图形（横线请用段落边框）',
    'drawn shapes (for a rule use the border of a paragraph)',
  ],
  [/<wp:anchor/, '浮动的图片（请改为嵌入型）', 'floating pictures (set them in line with the text)'],
  [/<c:chart|<dgm:relIds/, '图表', 'charts'],
  [/<w:cols[^>]*w:num="[2-9]/, '分栏', 'columns of text'],
  [/<w:footnoteReference|<w:endnoteReference/, '脚注和尾注', 'footnotes'],
]

function undrawn(template: Package): Problem[] {
  const pages = [...template].filter(([name]) => PAGES.test(name))
  const text = pages.map(([, part]) => part.toString('utf8')).join('')
  return UNDRAWN.filter(([pattern]) => pattern.test(text)).map(([, zh, en]) => ({
    code: 'paper.not-printed',
    zh: `PDF 上不会出现：${zh}。`,
    en: `The PDF will not show: ${en}.`,
  }))
}
