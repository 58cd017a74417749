import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import type { PairDeclaration, PairWaiting } from '#kernel/pairs.ts'
import { listCyclePacks } from '../cycle/queries.ts'
import { enterCase, enterHonour, enterMethod, type Kind, reviewCase, reviewMerit } from './contract.ts'
import { meritRows, stateOf } from './queries.ts'

// Honours, serious cases and methods of streets: who enters one is never who confirms it.

const rolesOf = ({ who }: Pick<typeof reviewMerit, 'who'>) => (typeof who === 'string' ? [] : who)

const TABS = { honour: 'honours', 'serious-case': 'caps', 'street-method': 'method' } as const

const waitingFor =
  (kind: keyof typeof TABS) =>
  async ({ tx, district }: Call): Promise<PairWaiting[]> => {
    const waiting: PairWaiting[] = []
    for (const { period } of await listCyclePacks(tx, district, ['open'])) {
      const rows = (await meritRows(tx, [district], period)).filter(
        (row) => row.kind === kind && stateOf(row) === 'waiting',
      )
      const link = `/star/merits?period=${period}&section=${TABS[kind]}&state=waiting`
      waiting.push(
        ...rows.map(({ title, enteredBy }) => ({ about: { zh: title, en: title }, link, by: enteredBy ?? '—' })),
      )
    }
    return waiting
  }

const pair = (
  kind: keyof typeof TABS & Kind,
  what: Text,
  first: typeof enterHonour.who,
  second: typeof reviewMerit.who,
) =>
  ({
    id: `merits.${kind}`,
    what,
    first: rolesOf({ who: first }),
    second: rolesOf({ who: second }),
    waiting: waitingFor(kind),
  }) satisfies PairDeclaration

export const meritPairs: readonly PairDeclaration[] = [
  pair('honour', { zh: '确认荣誉加分', en: 'Confirm an honour' }, enterHonour.who, reviewMerit.who),
  pair('serious-case', { zh: '复核封顶情形', en: 'Review a serious case' }, enterCase.who, reviewCase.who),
  pair('street-method', { zh: '核准街道办法', en: "Approve a street's method" }, enterMethod.who, reviewMerit.who),
]
