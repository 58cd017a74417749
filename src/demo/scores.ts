// Invented scores: the same every time, plausible in spread, and exactly 86.50 for 南关 in 2026H1 (rulings F).

export type DemoCell = {
  readonly points: string
  readonly reason: string | null
  readonly document: string | null
}

const NANGUAN = 370611001001
const NANGUAN_2026H1: Readonly<Record<string, string>> = {
  'SR-01a': '5.5',
  'SR-01b': '5',
  'SR-02a': '5',
  'SR-02b': '3.5',
  'SR-03a': '3.5',
  'SR-03b': '3.5',
  'SR-04a': '5.5',
  'SR-04b': '5',
  'SR-05a': '4.5',
  'SR-05b': '4.5',
  'SR-06a': '3.5',
  'SR-06b': '3',
  'SR-07a': '4.5',
  'SR-07b': '4',
  'SR-08a': '4.5',
  'SR-08b': '4.5',
  'SR-09a': '3.5',
  'SR-09b': '3.5',
  'SR-10a': '3.5',
  'SR-10b': '2.5',
  'SR-11a': '2.5',
  'SR-11b': '1.5',
}

const REASONS: readonly string[] = [
  '第一季度资料报送超过时限',
  '现场核查发现记录不完整',
  '整改回访比要求晚 6 个工作日',
  '公开栏内容未按月更新',
  '重点事项办结后没有回访',
  '台账与现场情况有两处不符',
]

const SIGNS: Readonly<Record<string, string>> = {
  'SR-01': '福纪',
  'SR-02': '福社工',
  'SR-03': '福宣',
  'SR-04': '福民',
  'SR-05': '福人社',
  'SR-06': '福卫健',
  'SR-07': '福政法',
  'SR-08': '福信',
  'SR-09': '福应急',
  'SR-10': '福住建',
  'SR-11': '福综执',
}

const DIMENSION: Readonly<Record<string, number>> = {
  'SR-01': 1,
  'SR-02': 1,
  'SR-03': 1,
  'SR-04': 2,
  'SR-05': 2,
  'SR-06': 2,
  'SR-07': 3,
  'SR-08': 3,
  'SR-09': 4,
  'SR-10': 4,
  'SR-11': 4,
}

/** A number in [0, 1) that depends on nothing but the text: FNV-1a, then one round of mixing. */
export function chance(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}

/** What a department gives a community for one indicator. */
export function demoCell(period: string, community: number, indicator: string, most: number): DemoCell {
  const fixed = community === NANGUAN && period === '2026H1' ? NANGUAN_2026H1[indicator] : undefined
  const points = fixed ?? invented(period, community, indicator, most)
  if (Number(points) >= most) return { points, reason: null, document: null }
  const department = indicator.slice(0, 5)
  const seed = `${period}/${community}/${indicator}`
  const reason = REASONS[Math.floor(chance(`${seed}/reason`) * REASONS.length)] ?? ''
  const number = 1 + Math.floor(chance(`${seed}/document`) * 60)
  return { points, reason, document: `${SIGNS[department]}〔${period.slice(0, 4)}〕${number}号` }
}

/**
 * Full marks less a few half points. A community's strength carries over from period to period; a few have one dimension
 * in which nearly everything goes wrong, so that the 60 % cap is seen at work.
 */
function invented(period: string, community: number, indicator: string, most: number): string {
  const strength = Math.sqrt(chance(`strength/${community}`))
  const luck = chance(`${period}/${community}/${indicator}`)
  const weak = chance(`weak/${period}/${community}/${DIMENSION[indicator.slice(0, 5)]}`) > 0.985
  const lost = weak ? 0.3 + luck * 0.4 : Math.max(0, luck - 0.12 - strength * 0.5) * 1.1
  return String(Math.max(0, most - Math.round(lost * most * 2) / 2))
}
