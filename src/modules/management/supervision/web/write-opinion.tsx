import { App } from 'antd'
import { useRead, useWrite } from '#web/api.ts'
import { useSay, useText } from '#web/language/language.tsx'
import { ActDialog, type ActField, type ActValues, typed } from '../../filing/web/act-dialog.tsx'
import { type BoardItem, issueOpinion, listAddressees } from '../contract.ts'
import { SUPERVISION_TEXTS } from './supervision-texts.ts'
import { SUPERVISION_TOUCHED } from './supervision-touched.ts'
import '../../filing/web/filing.css'

type Props = {
  readonly items: readonly BoardItem[]
  readonly months: { readonly from: string; readonly until: string }
  readonly onWritten: () => void
  readonly onClose: () => void
}

const STREET = 'street/'

/** 监督意见书 about the rows chosen: to one street or department, signed. */
export function WriteOpinion({ items, months, onWritten, onClose }: Props) {
  const t = useText(SUPERVISION_TEXTS)
  const say = useSay()
  const { message } = App.useApp()
  const fields = useFields(items)
  const issue = useWrite(issueOpinion, SUPERVISION_TOUCHED)
  const send = (values: ActValues) => {
    const to = values['to'] ?? ''
    const input = {
      to: to.startsWith(STREET)
        ? ({ kind: 'street', street: Number(to.slice(STREET.length)) } as const)
        : ({ kind: 'department', org: to } as const),
      items: items.map(({ id }) => id),
      ...months,
      findings: typed(values, 'findings') ?? '',
      asks: typed(values, 'asks') ?? '',
      answerBy: typed(values, 'answerBy') ?? '',
    }
    issue.mutate(input, {
      onSuccess: ({ number }) => {
        void message.success(t('written', { number }))
        onWritten()
      },
    })
  }
  return (
    <ActDialog
      title={t('write')}
      confirm={t('sign')}
      lead={
        <>
          {t('writeWhat')}
          <ul className="yz-opinion-items">
            {items.map(({ id, what }) => (
              <li key={id}>{say(what)}</li>
            ))}
          </ul>
        </>
      }
      fields={() => fields}
      failure={issue.error}
      isPending={issue.isPending}
      onClose={onClose}
      onSend={send}
    />
  )
}

function useFields(items: readonly BoardItem[]): readonly ActField[] {
  const t = useText(SUPERVISION_TEXTS)
  const say = useSay()
  const { data } = useRead(listAddressees, {})
  const streets = data?.streets.map(({ street, name }) => ({ value: `${STREET}${street}`, label: name })) ?? []
  const departments = data?.departments.map(({ org, name }) => ({ value: org, label: say(name) })) ?? []
  // Where all rows belong to one street, it is most likely the one that is written to.
  const own = [...new Set(items.map(({ street }) => street))]
  const likely = own.length === 1 && own[0] ? { first: `${STREET}${own[0]}` } : {}
  return [
    { name: 'to', label: t('to'), kind: 'choice', options: [...streets, ...departments], isShort: true, ...likely },
    { name: 'answerBy', label: t('answerBy'), kind: 'date', isShort: true },
    { name: 'findings', label: t('findings'), kind: 'long' },
    { name: 'asks', label: t('asks'), kind: 'long' },
  ]
}
