import type { Language, Text } from '#kernel/language.ts'
import { fill } from '#kernel/language.ts'

// Commander speaks English; for the reader of Chinese its few sentences are said again.

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(?<one>[^']+)'/, '没有“{one}”这个选项。'],
  [/^error: unknown command '(?<one>[^']+)'/, '没有“{one}”这个命令。'],
  [/^error: missing required argument '(?<one>[^']+)'/, '缺少参数“{one}”。'],
  [/^error: too many arguments/, '参数太多。'],
  [/^error: option '(?<one>[^']+)' argument missing/, '选项“{one}”缺少值。'],
  [/^error: required option '(?<one>[^']+)' not specified/, '缺少必填选项“{one}”。'],
  [
    /^error: (?:option|command-argument value) '(?<one>[^']+)' argument '(?<value>[^']*)' is invalid\.(?<why>.*)/,
    '选项“{one}”的值“{value}”无效。{why}',
  ],
]

const WHY: Readonly<Record<string, string>> = {
  'It has to be a number.': '应为数字。',
  'A port is a number from 1 to 65534.': '端口是 1 到 65534 的数字。',
}

const ASK_HELP: Text = { zh: '用法见 {command} --help。', en: 'See {command} --help.' }

/** What a wrongly written command is told. */
export function usageSentence(message: string, command: string, language: Language): string {
  const help = fill(ASK_HELP[language], { command })
  if (language === 'en') return `${message.trimEnd()}\n${help}\n`
  for (const [pattern, sentence] of SENTENCES) {
    const groups = pattern.exec(message)?.groups
    if (!pattern.test(message)) continue
    return `${fill(sentence, { ...groups, why: whyOf(groups?.why) })}\n${help}\n`
  }
  return `${message.trimEnd()}\n${help}\n`
}

function whyOf(why = ''): string {
  const choices = /Allowed choices are (.+)\./.exec(why)?.[1]
  return choices ? `可用：${choices.replaceAll(', ', '、')}。` : (WHY[why.trim()] ?? why.trim())
}
