// Whether a template that staff edited can be filled and printed: what is wrong is refused, what prints differently is said.
import {
  MissingCloseDelimiterError,
  MissingStartDelimiterError,
  type Tag,
  TagDisposition,
  TemplateHandler,
  UnclosedTagError,
  UnopenedTagError,
} from 'easy-template-x'
import { openPackage, type Package, PACKAGE_LIMITS, type PackageLimits } from '#kernel/sheets/guard.ts'
import { packParts } from '#kernel/sheets/pack.ts'
import { type Problem, Refusal } from '#kernel/refusal.ts'
import type { Tags } from './paper.ts'
import { parseXml } from './xml.ts'

const LIMITS: PackageLimits = { ...PACKAGE_LIMITS, compressed: 5_000_000, uncompressed: 50_000_000 }

export type TemplateCheck = { readonly wrong: readonly Problem[]; readonly notes: readonly Problem[] }

/** @param bytes as uploaded: anything at all. */
export async function checkTemplate(bytes: Buffer, tags: Tags): Promise<TemplateCheck> {
  let template: Package
  let found: Tag[]
  try {
    template = openPackage(bytes, LIMITS, 'document')
    for (const [name, part] of template) if (name.endsWith('.xml')) parseXml(part.toString('utf8'))
  } catch (error) {
    return { wrong: [packageProblem(error)], notes: [] }
  }
  try {
    found = await new TemplateHandler().parseTags(packParts(template))
  } catch (error) {
    return { wrong: [syntaxProblem(error)], notes: [] }
  }
  const used = new Set(found.map(({ name }) => name))
  const missing = Object.keys(tags).filter((tag) => !used.has(tag))
  const notes =
    missing.length === 0 ? [] : [{ ...MISSING, facts: { names: missing.map((tag) => `{${tag}}`).join('、') } }]
  return { wrong: unknownTags(found, tags), notes: [...notes, ...undrawn(template)] }
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
  const within: { name: string; tags: Tags }[] = []
  for (const { name, disposition, rawText } of found) {
    if (disposition === TagDisposition.Close) {
      const opened = within.pop()
      if (opened && name !== '' && name !== opened.name) {
        problems.push({
          code: 'paper.crossed',
          zh: '“{tag}”与前面的“{#{name}}”不配对：应写 {/{name}}。',
          en: '“{tag}” does not close “{#{name}}”: write {/{name}}.',
          facts: { tag: rawText, name: opened.name },
        })
      }
      continue
    }
    const scopes = [...within.toReversed().map((one) => one.tags), tags]
    const scope = scopes.find((one) => Object.hasOwn(one, name))
    if (!scope) problems.push(unknown(rawText, scopes))
    if (disposition === TagDisposition.Open) within.push({ name, tags: scope?.[name] ?? {} })
  }
  return problems
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

function syntaxProblem(error: unknown): Problem {
  if (error instanceof MissingCloseDelimiterError) {
    return {
      code: 'paper.brace-open',
      zh: '有一个左花括号没有右花括号：“{text}”。字段要写成 {姓名}。',
      en: 'A brace is opened and not closed: “{text}”. A field is written {姓名}.',
      facts: { text: error.openDelimiterText.slice(0, 40) },
    }
  }
  if (error instanceof MissingStartDelimiterError) {
    return {
      code: 'paper.brace-close',
      zh: '有一个右花括号没有左花括号：“{text}”。字段要写成 {姓名}。',
      en: 'A brace is closed and not opened: “{text}”. A field is written {姓名}.',
      facts: { text: error.closeDelimiterText.slice(0, 40) },
    }
  }
  if (error instanceof UnclosedTagError || error instanceof UnopenedTagError) {
    const isOpen = error instanceof UnclosedTagError
    return {
      code: isOpen ? 'paper.list-open' : 'paper.list-close',
      zh: isOpen ? '“{tag}”没有结束：在重复内容之后写 {/{name}}。' : '“{tag}”没有开始：在重复内容之前写 {#{name}}。',
      en: isOpen
        ? '“{tag}” does not end: write {/{name}} after what is repeated.'
        : '“{tag}” does not begin: write {#{name}} before what is repeated.',
      facts: { tag: error.tagRawText, name: error.tagName },
    }
  }
  throw error
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
  const pages = [...template].filter(([name]) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(name))
  const text = pages.map(([, part]) => part.toString('utf8')).join('')
  return UNDRAWN.filter(([pattern]) => pattern.test(text)).map(([, zh, en]) => ({
    code: 'paper.not-printed',
    zh: `PDF 上不会出现：${zh}。`,
    en: `The PDF will not show: ${en}.`,
  }))
}
