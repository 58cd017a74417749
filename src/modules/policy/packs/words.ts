import type { Text } from '#kernel/language.ts'
import type { ListName, Pack } from './contract.ts'
import { itemsOf, type PackProblem } from './rules.ts'

// What a pack that assesses people must not speak of (R-BR-1, R-BR-4 … R-BR-7, R-BR-9, rulings A9). Pure.

type Pattern = { readonly zh: RegExp; readonly en: RegExp }

/** Words of both languages; `unless`: said of the same thing in both, they make it harmless. */
export type Forbidden = Pattern & { readonly unless?: Pattern }

export const FORBIDDEN = {
  'R-BR-1': {
    zh: /专项考核|条线考核|单项考核|单独考核|部门考核/,
    en: /separate assessment|departmental (assessment|campaign)|assessment campaign/i,
  },
  'R-BR-4': {
    zh: /打卡|签到|积分|登[录陆]|在线时[长间]|上线率|活跃[度率]|安装率|强制安装/,
    en: /\b(check|clock|log|sign)[- ]?ins?\b|\bonline (time|hours|duration)|\btime online|\b(activity|reward|credit|app|user) points|\bpoints? (rankings?|earned|collected|balance)|\bactive users?\b|\binstalls?\b|\binstallation rate/i,
  },
  'R-BR-5': {
    zh: /点赞|转发|浏览量|阅读量|播放量|粉丝|网络投票|得票数|投票数/,
    en: /\b(likes|reposts?|forwards|followers)\b|\b(page|video) views|\bnumber of shares|\bonline votes?\b|\bvote counts?\b/i,
  },
  'R-BR-6': {
    zh: /学时|课时|(学习|培训)时[长间]/,
    en: /\b(study|training|learning|class|course) (hours?|time)\b|\bhours? (of|spent on) (study|training|learning)|\bhours a year/i,
    unless: { zh: /不计分/, en: /never a score/i },
  },
  'R-BR-7': {
    zh: /照片|拍照|视频|截图|截屏|定位|轨迹|水印相机|必须上传|必传/,
    en: /\b(photos?|pictures?|videos?|screenshots?|gps)\b|\b(position|movement|location) tracks?\b|\bmandatory (upload|evidence)/i,
  },
  'R-BR-9': {
    zh: /执法|拆迁|拆违|征收|征迁|招商|引资|税/,
    en: /\blaw enforcement\b|\bdemolition|\bexpropriation|\binvestment promotion|\battract\w* investment|\btax(es|ation)?\b/i,
  },
  A9: {
    zh: /末位|倒数|淘汰|(最低|最差|末等).{0,6}(比例|名额)/,
    en: /\b(bottom|lowest|worst)\b.{0,20}\b(share|quota|per ?cent)|\b(share|quota) (of|for) the (bottom|lowest|worst|last)\b|\belimination\b|\bforced (ranking|bottom)/i,
  },
} as const satisfies Record<string, Forbidden>

/** The first word of a text that is forbidden, as it stands there. Blanks and full-width letters hide nothing. */
export function forbiddenIn({ zh, en }: Text, { zh: inZh, en: inEn, unless }: Forbidden): string | undefined {
  const [chinese, english] = [zh.normalize('NFKC').replace(/\s/g, ''), en.normalize('NFKC')]
  if (unless?.zh.test(chinese) && unless.en.test(english)) return undefined
  return inZh.exec(chinese)?.[0] ?? inEn.exec(english)?.[0]
}

/** The lists that assess somebody: what stands in them is asked, scored or weighed. */
const ASSESSING: readonly ListName[] = [
  'star_departments',
  'report_items',
  'four_way',
  'resident_questions',
  'classification',
]

/** `heard`: the name with its code, which speaks too. */
type Spoken = { readonly name: Text; readonly heard: Text; readonly path: PackProblem['path'] }

/** Every name in a pack that a number is asked for, computed or limited by, with its place. */
export function spokenIn({ lists, facts, rules, limits }: Pack): readonly Spoken[] {
  const items = itemsOf(lists)
    .filter(({ list }) => ASSESSING.includes(list))
    .map(({ item, path }) => ({ name: item, heard: item, path: [...path, 'zh'] }))
  const named: Readonly<Record<string, Names>> = { limits, ...groups('facts', facts), ...groups('rules', rules) }
  return [
    ...items,
    ...Object.entries(named).flatMap(([place, entries]) =>
      Object.entries(entries).map(([code, { zh = code, en = code }]) => ({
        name: { zh, en },
        heard: { zh, en: `${en} ${code}` },
        path: [...place.split('/'), code, 'zh'],
      })),
    ),
  ]
}

type Names = Readonly<Record<string, { readonly zh?: string | undefined; readonly en?: string | undefined }>>

function groups(part: string, of: Readonly<Record<string, Names>>): Readonly<Record<string, Names>> {
  return Object.fromEntries(Object.entries(of).map(([group, names]) => [`${part}/${group}`, names]))
}
