import { useRead, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { texts } from '#web/language/text.ts'
import { getOverview } from '../../scoring/contract.ts'
import { closeCycle, type Cycle, listCycles, reopenCycle } from '../contract.ts'
import { cycleProcedure } from '../procedure.ts'

const TEXTS = texts({
  zh: {
    silent:
      '还有 {count} 个部门没有提交：{names}。没有提交的部门按规则放大本项其余得分并作标记，超过一个部门时不能公布。',
    allIn: '11 个部门均已提交。',
    reopen: '重新开放后，已提交的赋分表仍然有效；被退回的部门可以修改。上一轮汇总留存备查。',
    reason: '重新开放的原因',
    late: '补收迟报的赋分表',
    mistake: '部门来函更正',
    closing: '正在汇总，马上完成',
  },
  en: {
    silent:
      '{count} departments have not submitted: {names}. What is there is scaled to the full measure and marked; with more than one missing, nothing can be published.',
    allIn: 'All departments have submitted.',
    reopen:
      'After reopening, submitted sheets stay valid; departments whose sheet was sent back can change it. The earlier round of totals stays on record.',
    reason: 'Why it is reopened',
    late: 'To take in a late sheet',
    mistake: 'A department wrote to correct its sheet',
    closing: 'Totalling, ready in a moment',
  },
})

/** What the reader may do with the half-year now; the last of them is the page's primary act. */
export function CycleActs({ cycle }: { readonly cycle: Cycle }) {
  if (cycle.state === 'closing') return <Closing />
  return (
    <>
      {cycle.allowed.includes('reopen') && <Reopen cycle={cycle} />}
      {cycle.allowed.includes('close') && <Close cycle={cycle} />}
    </>
  )
}

/** Shown for the seconds that totalling takes, and asking each of them whether it is over. */
function Closing() {
  const t = useText(TEXTS)
  useRead(listCycles, {}, { every: 1 })
  return <Status tone="info">{t('closing')}</Status>
}

type Props = { readonly cycle: Cycle }

function Close({ cycle: { period, version } }: Props) {
  const t = useText(TEXTS)
  const say = useSay()
  const close = useWrite(closeCycle)
  const { data } = useRead(getOverview, { period })
  const silent = data?.sheets.filter(({ state }) => state !== 'submitted') ?? []
  const names = silent.map(({ name }) => say(name)).join(say({ zh: '、', en: ', ' }))
  const { title, consequence } = cycleProcedure.events.close
  return (
    <ConfirmButton
      // Before all sheets are in, totalling is possible but not what comes next.
      isPrimary={data !== undefined && silent.length === 0}
      label={say(title)}
      title={say(title)}
      confirm={say(title)}
      consequence={
        <>
          <p>{silent.length > 0 ? t('silent', { count: silent.length, names }) : t('allIn')}</p>
          {consequence && <p>{say(consequence)}</p>}
        </>
      }
      onConfirm={() => close.mutateAsync({ period, version })}
    />
  )
}

function Reopen({ cycle: { period, version } }: Props) {
  const t = useText(TEXTS)
  const say = useSay()
  const reopen = useWrite(reopenCycle)
  const { title } = cycleProcedure.events.reopen
  return (
    <ConfirmButton
      label={say(title)}
      title={say(title)}
      confirm={say(title)}
      consequence={t('reopen')}
      reason={{ label: t('reason'), required: true, phrases: [t('late'), t('mistake')] }}
      onConfirm={(reason) => reopen.mutateAsync({ period, version, reason })}
    />
  )
}
