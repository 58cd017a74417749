import { Checkbox, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { PersonRecord } from '../../people/contract.ts'
import { FIELD_NAMES } from '../../people/rules.ts'
import { dotted, shownValue } from '../../people/web/person-values.ts'
import { usePostText } from '../../people/web/post-text.ts'
import { mergePeople, type Pair, type TakenOver } from '../contract.ts'
import { differInBirth, takeable } from '../rules.ts'
import { knownOf, saidOf } from './compared.ts'
import { DUPLICATE_TEXTS } from './duplicate-texts.ts'

type DialogProps = { readonly records: Pair['records']; readonly onClose: () => void }

/** The one with an ID number stays; else the one with a post, else the fuller one. */
function likelier([one, other]: Pair['records']): string {
  const weight = ({ idNumberMasked, posts, completeness }: PersonRecord) =>
    (idNumberMasked ? 1000 : 0) + posts.length * 100 + completeness.filled
  return weight(other) > weight(one) ? other.id : one.id
}

function useMerging({ records, onClose }: DialogProps) {
  const t = useText(DUPLICATE_TEXTS)
  const [kept, setKept] = useState(() => likelier(records))
  const [left, setLeft] = useState<ReadonlySet<TakenOver>>(new Set())
  const [reason, setReason] = useState(t('reasonText'))
  const [birthConfirmed, confirmBirth] = useState(false)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const merge = useWrite(mergePeople)
  const [one, other] = records
  const [person, alias] = one.id === kept ? [one, other] : [other, one]
  const offered = takeable(knownOf(alias), knownOf(person))
  const differs = differInBirth(alias, person)
  const submit = () => {
    const found = [
      ...(reason.trim() === '' ? [{ field: 'merge-reason', sentence: t('missingReason') }] : []),
      ...(differs && !birthConfirmed ? [{ field: 'merge-births', sentence: t('missingBirths') }] : []),
    ]
    setProblems(found)
    if (found.length > 0) return
    const held = ({ id, version }: PersonRecord) => ({ id, version })
    const takeOver = offered.filter((field) => !left.has(field))
    const input = { alias: held(alias), person: held(person), reason: reason.trim(), takeOver, birthConfirmed }
    merge.mutate(input, { onSuccess: onClose })
  }
  const typed = { reason, setReason, birthConfirmed, confirmBirth, left, setLeft, setKept }
  return { person, alias, offered, differs, problems, merge, submit, ...typed }
}

/** Which of two records stays, what it takes over from the other, and why they are one person. */
export function MergeDialog(props: DialogProps) {
  const t = useText(DUPLICATE_TEXTS)
  const form = useMerging(props)
  const { person, alias, differs, problems, merge, reason } = form
  return (
    <Modal
      open
      title={t('merge')}
      okText={t('merge')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: merge.isPending }}
      onOk={form.submit}
      onCancel={props.onClose}
      width={600}
    >
      {merge.error && <Failed problem={merge.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <Kept records={props.records} kept={person.id} onKeep={form.setKept} />
      <TakeOver {...form} />
      {differs && (
        <p>
          <Checkbox
            id="merge-births"
            checked={form.birthConfirmed}
            onChange={({ target }) => form.confirmBirth(target.checked)}
          >
            {t('births', { one: dotted(alias.birth ?? ''), other: dotted(person.birth ?? '') })}
          </Checkbox>
        </p>
      )}
      <Field
        id="merge-reason"
        label={t('reason')}
        required
        error={problems.find(({ field }) => field === 'merge-reason')?.sentence}
      >
        {(aria) => <Input {...aria} value={reason} onChange={({ target }) => form.setReason(target.value)} />}
      </Field>
    </Modal>
  )
}

type KeptProps = Pick<DialogProps, 'records'> & { readonly kept: string; readonly onKeep: (id: string) => void }

function Kept({ records, kept, onKeep }: KeptProps) {
  const t = useText(DUPLICATE_TEXTS)
  const postText = usePostText()
  const isFixed = records.some(({ idNumberMasked }) => idNumberMasked !== null)
  return (
    <Field label={t('keep')} help={isFixed ? `${t('keepId')} ${t('keepHelp')}` : t('keepHelp')}>
      {(aria) => (
        <Radio.Group
          id={aria.id}
          className="yz-duplicate-keep"
          value={kept}
          onChange={({ target }) => onKeep(String(target.value))}
          options={records.map((record) => ({
            value: record.id,
            disabled: isFixed && record.idNumberMasked === null,
            label: [
              record.name,
              record.birth && dotted(record.birth),
              record.communityName,
              ...record.posts.map(postText),
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      )}
    </Field>
  )
}

type TakeOverProps = Pick<ReturnType<typeof useMerging>, 'alias' | 'offered' | 'left' | 'setLeft'>

function TakeOver({ alias, offered, left, setLeft }: TakeOverProps) {
  const t = useText(DUPLICATE_TEXTS)
  const say = useSay()
  if (offered.length === 0) return <p className="yz-help">{t('nothingToTake')}</p>
  const textOf = (field: TakenOver) =>
    t('taken', { field: say(FIELD_NAMES[field]), value: shownValue(field, saidOf(alias, field) ?? '', say) })
  return (
    <Field label={t('takeOver')} help={t('takeOverHelp')}>
      {({ id }) => (
        <Checkbox.Group
          className="yz-duplicate-keep"
          value={offered.filter((field) => !left.has(field))}
          onChange={(chosen) => setLeft(new Set(offered.filter((field) => !chosen.includes(field))))}
          options={offered.map((field, index) => ({
            value: field,
            label: textOf(field),
            ...(index === 0 ? { id } : {}),
          }))}
        />
      )}
    </Field>
  )
}
