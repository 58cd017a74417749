import type { z } from 'zod'
import { fill, type Text, type TextFacts } from '#kernel/language.ts'
import type { PackProblem } from './rules.ts'

// What is said about a pack text that cannot be read. Problems of a pack's content are worded where they are found.

/** The most a pack text may have, in bytes. The default pack has about 120,000. */
export const MOST_BYTES = 1_000_000

/** By our own code; {detail} is what the reader of YAML or shapes knows about it. */
export const READING = {
  'too-large': { zh: '政策包超过 1 MB', en: 'the pack is larger than 1 MB' },
  encoding: { zh: '此处不是合法的 UTF-8 文字', en: 'this is not valid UTF-8 text' },
  control: { zh: '此处有不可见的控制字符', en: 'an invisible control character stands here' },
  'reserved-key': { zh: '不能用“{detail}”作键名', en: '“{detail}” cannot be a key' },
  aliases: { zh: '引用（*）展开过多', en: 'aliases (*) unfold to too much' },
  deep: { zh: '嵌套过深，无法读取', en: 'nested too deeply to be read' },
  tag: { zh: '不允许使用标签 {detail}', en: 'the tag {detail} is not allowed' },
  empty: { zh: '政策包是空的', en: 'the pack is empty' },
  'duplicate-key': { zh: '同一层里键名重复', en: 'the same key occurs twice' },
  tab: { zh: '不能用制表符（Tab）缩进，请用空格', en: 'tabs cannot indent, use spaces' },
  'unclosed-quote': { zh: '引号或括号没有闭合', en: 'a quote or bracket is not closed' },
  indent: { zh: '缩进不一致', en: 'the indentation does not fit' },
  documents: { zh: '一个文件只能有一个政策包', en: 'a file holds one pack only' },
  'key-type': { zh: '键名须是文字', en: 'a key must be text' },
  'bad-alias': { zh: '引用（*）的锚点不存在', en: 'an alias (*) without its anchor' },
  yaml: { zh: '不是合法的 YAML:{detail}', en: 'this is not valid YAML: {detail}' },
} as const satisfies Record<string, Text>

export type ReadingCode = keyof typeof READING

/** The codes of the YAML reader that have a sentence of their own. */
export const YAML_CODES: Readonly<Record<string, ReadingCode>> = {
  TAB_AS_INDENT: 'tab',
  MISSING_CHAR: 'unclosed-quote',
  BAD_INDENT: 'indent',
  MULTIPLE_DOCS: 'documents',
  NON_STRING_KEY: 'key-type',
  BAD_ALIAS: 'bad-alias',
  TAG_RESOLVE_FAILED: 'tag',
  RESOURCE_EXHAUSTION: 'deep',
}

/** What is wrong with the shape at one place, in the words of people and not of the schema library. */
const SHAPE = {
  missing: { zh: '缺少“{key}”', en: '“{key}” is missing' },
  unknown: { zh: '不认识的键“{key}”', en: 'unknown key “{key}”' },
  type: { zh: '此处应为{expected}', en: 'this should be {expected}' },
  choice: { zh: '此处只能是 {expected} 之一', en: 'this must be one of {expected}' },
  form: { zh: '此处写法不对', en: 'this is not written as it should be' },
  small: {
    zh: '此处太小、太短或太少（下限 {expected}）',
    en: 'this is too small, too short or too few (least {expected})',
  },
  big: { zh: '此处太大、太长或太多（上限 {expected}）', en: 'this is too big, too long or too many (most {expected})' },
  key: {
    zh: '“{key}”不能作代码：须以文字开头，只含文字、数字和 . _ -',
    en: '“{key}” cannot be a code: it begins with a letter and holds letters, digits and . _ - only',
  },
  rule: { zh: '此处不合规则：{expected}', en: 'this breaks a rule: {expected}' },
} as const satisfies Record<string, Text>

/** The names of types in both languages. */
const TYPE_NAMES: Readonly<Record<string, Text>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组键值', en: 'a set of keys' },
  record: { zh: '一组键值', en: 'a set of keys' },
}

type Issue = z.core.$ZodIssue
type Path = PackProblem['path']

/** The issues of the schema library as problems: where, and in our words. */
export function shapeProblems(issues: readonly Issue[], above: Path = []): readonly PackProblem[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...(issue.path as Path)]
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => said('unknown', [...path, key], { key }))
    if (issue.code === 'invalid_key') return said('key', path, { key: String(path.at(-1)) })
    if (issue.code === 'invalid_union') return shapeProblems(closest(issue.errors), path)
    return said(...wordsOf(issue, path))
  })
}

/** Of several allowed forms, the one that the text came closest to: whose first issue lies deepest. */
function closest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[] | undefined): number => issues?.[0]?.path.length ?? 0
  const deepest = [...branches].sort((a, b) => depth(b) - depth(a))[0]
  const plain: Issue = { code: 'custom', path: [], message: '', input: undefined }
  return deepest && depth(deepest) > 0 ? deepest : [plain]
}

function wordsOf(issue: Issue, path: Path): Parameters<typeof said> {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? ['missing', path, { key: String(path.at(-1)) }]
        : ['type', path, {}, TYPE_NAMES[issue.expected] ?? { zh: issue.expected, en: issue.expected }]
    case 'invalid_value':
      return ['choice', path, { expected: issue.values.join(', ') }]
    case 'too_small':
      return ['small', path, { expected: String(issue.minimum) }]
    case 'too_big':
      return ['big', path, { expected: String(issue.maximum) }]
    case 'custom':
      return ruleWords(issue, path)
    default:
      return ['form', path, {}]
  }
}

/** A rule of the schema says in `params` what it wants in Chinese; its message is English. */
function ruleWords(issue: Issue & { code: 'custom' }, path: Path): Parameters<typeof said> {
  if (!issue.message) return ['form', path, {}]
  return ['rule', path, {}, { zh: String(issue.params?.['zh'] ?? issue.message), en: issue.message }]
}

function said(code: keyof typeof SHAPE, path: Path, facts: TextFacts, expected?: Text): PackProblem {
  const { zh, en } = SHAPE[code]
  const inWords = (language: 'zh' | 'en'): TextFacts => (expected ? { ...facts, expected: expected[language] } : facts)
  return { code: `shape-${code}`, path, zh: fill(zh, inWords('zh')), en: fill(en, inWords('en')) }
}
