import { Input, Select } from 'antd'
import { useState } from 'react'
import { listPackVersions } from '#policy/web'
import { periodTitle } from '#kernel/period.ts'
import { useRead, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Field } from '#web/kit/form.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { texts } from '#web/language/text.ts'
import { openCycle } from '../contract.ts'

const TEXTS = texts({
  zh: {
    open: '开启{period}',
    consequence: '开启后，本期使用的政策版本和社区名册即行冻结，后来的修改只影响以后的半年期。',
    version: '政策版本',
    due: '部门赋分截止日',
    dueHelp: '留空则按政策规定的工作日计算。',
    confirm: '开启',
  },
  en: {
    open: 'Open the {period}',
    consequence:
      'Opening freezes the policy version and the roster of this period; later changes concern later periods only.',
    version: 'Policy version',
    due: 'Department sheets due',
    dueHelp: 'Left empty, the policy’s number of working days counts.',
    confirm: 'Open',
  },
})

/** Opens the half-year that today lies in. */
export function OpenCycle({ period, isPrimary }: { readonly period: string; readonly isPrimary: boolean }) {
  const t = useText(TEXTS)
  const say = useSay()
  const { data } = useRead(listPackVersions, {})
  const [chosen, choose] = useState<string>()
  const [due, setDue] = useState<string>()
  const open = useWrite(openCycle)
  const packVersion = chosen ?? data?.versions[0]?.id
  const title = t('open', { period: say(periodTitle(period)).toLowerCase() })
  return (
    <ConfirmButton
      isPrimary={isPrimary}
      isDisabled={!packVersion}
      label={title}
      title={title}
      confirm={t('confirm')}
      consequence={
        <Opening version={packVersion} onVersion={choose} due={due} onDue={setDue} versions={data?.versions ?? []} />
      }
      onConfirm={() => open.mutateAsync({ period, packVersion: packVersion ?? '', ...(due ? { sheetsDue: due } : {}) })}
    />
  )
}

type OpeningProps = {
  readonly versions: readonly {
    readonly id: string
    readonly version: string
    readonly zh: string
    readonly en: string
  }[]
  readonly version: string | undefined
  readonly onVersion: (id: string) => void
  readonly due: string | undefined
  readonly onDue: (due: string | undefined) => void
}

function Opening({ versions, version, onVersion, due, onDue }: OpeningProps) {
  const t = useText(TEXTS)
  const say = useSay()
  return (
    <>
      <p>{t('consequence')}</p>
      <Field label={t('version')} required>
        {(aria) => (
          <Select
            {...aria}
            className="yz-wide"
            value={version ?? null}
            onChange={onVersion}
            options={versions.map(({ id, version, zh, en }) => ({
              value: id,
              label: `${version} ${say({ zh, en })}`,
            }))}
          />
        )}
      </Field>
      <Field label={t('due')} help={t('dueHelp')}>
        {(aria) => (
          <Input {...aria} type="date" value={due ?? ''} onChange={({ target }) => onDue(target.value || undefined)} />
        )}
      </Field>
    </>
  )
}
