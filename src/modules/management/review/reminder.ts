import type { Language, Text } from '#kernel/language.ts'

// 催办文字 to departments that are late (rulings D4): units, how many, the day; no names of people. Pure, for server and page.

export type LateDepartment = { readonly name: Text; readonly people: number; readonly due: string }

/** Undefined: nobody is late. */
export function reminderTo(late: readonly LateDepartment[], from: Text, today: string): Text | undefined {
  if (late.length === 0) return undefined
  const written = (language: Language, opening: string, line: (one: LateDepartment) => string, end: string) => {
    const lines = late.map((one, index) => `${index + 1}. ${line(one)}`)
    return [opening, '', ...lines, '', end, from[language], today].join('\n')
  }
  return {
    zh: written(
      'zh',
      '社区党组织班子人选联审，以下部门的答复已过期限，请登录系统，在“联审答复”中答复并签名提交：',
      ({ name, people, due }) => `${name.zh}：待答复 ${people} 人，期限 ${due}`,
      '没有答复不等于没有意见，有关事项须等待答复后办理。已答复的请忽略本提醒，谢谢支持。',
    ),
    en: written(
      'en',
      'Joint review of candidates for communities: the replies of these departments are past their day. Please sign in, reply and submit under “Replies”:',
      ({ name, people, due }) => `${name.en}: people to reply about ${people}, due ${due}`,
      'Silence is not consent, so these cases wait. Please disregard what has been done already. Thank you.',
    ),
  }
}
