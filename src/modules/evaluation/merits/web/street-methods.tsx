import { useSay, useText } from '#web/language/language.tsx'
import type { Column } from '#web/kit/record-columns.ts'
import { useWrite } from '#web/api.ts'
import { awardPoints, enterMethod, type Merit } from '../contract.ts'
import { EntryDialog, type EntryField, type EntryValues } from './entry-dialog.tsx'
import { useDocumentFields } from './honours.tsx'
import { MERITS_TOUCH } from './merit-acts.tsx'
import { MERIT_TEXTS } from './merit-texts.ts'
import { Lines, type Listed, MeritTable, useMeritColumns } from './merit-table.tsx'

/** The methods of the streets, and what they awarded by them. */
export function StreetMethods({ listed }: { readonly listed: Listed }) {
  const t = useText(MERIT_TEXTS)
  const say = useSay()
  const { document, progress } = useMeritColumns({
    entered: t('handedIn'),
    confirmed: t('approved'),
    declined: t('notApproved'),
  })
  const columns: readonly Column<Merit>[] = [
    {
      key: 'street',
      title: t('street'),
      width: 220,
      cell: ({ streetName, title }) => <Lines first={streetName} under={title} />,
    },
    {
      key: 'shifts',
      title: t('shifts'),
      width: 140,
      cell: ({ rules }) => {
        const moved = listed.frame.dimensions.flatMap((dimension) => {
          const shift = Number(rules?.shifts[dimension.code] ?? 0)
          return shift === 0 ? [] : [`${say(dimension)} ${signed(shift)}`]
        })
        return moved.length === 0 ? t('noShifts') : <Stacked lines={moved} />
      },
    },
    {
      key: 'items',
      title: t('items'),
      cell: ({ rules }) => {
        const lines = rules?.items.map((item) => t('itemLine', item)) ?? []
        return lines.length === 0 ? t('noItems') : <Stacked lines={lines} />
      },
    },
    document,
    progress,
  ]
  const empty = { title: t('noMethods'), next: t('noMethodsNext') }
  return (
    <>
      <MeritTable kind="street-method" label={t('method')} listed={listed} columns={columns} empty={empty} />
      <Awards listed={listed} />
    </>
  )
}

const signed = (shift: number): string => (shift > 0 ? `+${shift}` : `−${-shift}`)

function Stacked({ lines }: { readonly lines: readonly string[] }) {
  return (
    <span className="yz-merit-lines">
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  )
}

function Awards({ listed }: { readonly listed: Listed }) {
  const t = useText(MERIT_TEXTS)
  const { community, document, progress } = useMeritColumns({
    entered: t('entered'),
    confirmed: t('confirming'),
    declined: t('declined'),
  })
  const methods = new Map(listed.merits.map((merit) => [merit.id, merit.rules]))
  const columns: readonly Column<Merit>[] = [
    community,
    {
      key: 'item',
      title: t('item'),
      cell: ({ method, item, title }) => (
        <Lines first={methods.get(method ?? '')?.items[item ?? 0]?.title} under={title} />
      ),
    },
    {
      key: 'points',
      title: t('points'),
      width: 150,
      cell: ({ points, state, counts }) => (
        <Lines first={<b>{points}</b>} under={state === 'confirmed' && !counts && t('notInForce')} />
      ),
    },
    document,
    progress,
  ]
  const empty = { title: t('noAwards'), next: t('noAwardsNext') }
  return (
    <section className="yz-merit-awards">
      <h2>{t('awards')}</h2>
      <MeritTable isPlain kind="street-award" label={t('awards')} listed={listed} columns={columns} empty={empty} />
    </section>
  )
}

type EnterProps = { readonly period: string; readonly listed: Listed; readonly onClose: () => void }

/** More items than a bonus of two points needs. */
const ITEMS = ['1', '2', '3', '4'] as const

export function EnterMethod({ period, listed, onClose }: EnterProps) {
  const t = useText(MERIT_TEXTS)
  const say = useSay()
  const enter = useWrite(enterMethod, { touches: MERITS_TOUCH })
  const { dimensions } = listed.frame
  const fields: readonly EntryField[] = [
    { name: 'title', label: t('methodTitle'), kind: 'text' },
    ...dimensions.map((one): EntryField => {
      const label = t('shiftOf', { name: say(one), points: one.points })
      return { name: one.code, label, kind: 'number', first: '0', isShort: true }
    }),
    ...ITEMS.flatMap((at): EntryField[] => [
      { name: `item${at}`, label: t('itemName', { at }), kind: 'text', isOptional: true, isShort: true },
      { name: `points${at}`, label: t('itemPoints'), kind: 'number', isOptional: true, isShort: true },
    ]),
    ...useDocumentFields(),
  ]
  const send = (values: EntryValues) => {
    const { title = '', documentNumber = '', documentTitle = '' } = values
    const shifts = Object.fromEntries(dimensions.map(({ code }) => [code, values[code] ?? '0']))
    const items = ITEMS.map((at) => ({ title: values[`item${at}`] ?? '', points: values[`points${at}`] ?? '' }))
    const rules = { shifts, items: items.filter((item) => item.title !== '' || item.points !== '') }
    enter.mutate({ period, title, documentNumber, documentTitle, rules }, { onSuccess: onClose })
  }
  const outcome = (values: EntryValues) => {
    const tenths = dimensions.reduce((sum, { code }) => sum + Math.round(Number(values[code] ?? 0) * 10), 0)
    return tenths === 0 ? null : <p className="yz-error">{t('shiftsSum', { sum: signed(tenths / 10) })}</p>
  }
  return (
    <EntryDialog
      title={t('addMethod')}
      lead={t('addMethodLead')}
      fields={fields}
      failure={enter.error}
      isPending={enter.isPending}
      onClose={onClose}
      onSend={send}
      outcome={outcome}
    />
  )
}

/** The method that awards are made by: the last one that was approved. */
export function methodInForce({ merits }: Listed): Merit | undefined {
  return merits.find(({ kind, state, rules }) => kind === 'street-method' && state === 'confirmed' && rules)
}

export function AwardPoints({ period, listed, onClose }: EnterProps) {
  const t = useText(MERIT_TEXTS)
  const award = useWrite(awardPoints, { touches: MERITS_TOUCH })
  const method = methodInForce(listed)
  const items = method?.rules?.items.map((item, at) => ({ value: String(at), label: t('itemLine', item) })) ?? []
  const communities = listed.communities
    .filter(({ street }) => street === method?.street)
    .map(({ id, name }) => ({ value: id, label: name }))
  const fields: readonly EntryField[] = [
    { name: 'item', label: t('item'), kind: 'choice', options: items },
    { name: 'communities', label: t('communities'), kind: 'choices', options: communities },
    { name: 'points', label: t('points'), kind: 'number' },
    { name: 'reason', label: t('awardReason'), kind: 'text' },
    ...useDocumentFields(),
  ]
  const send = ({ item, communities: chosen = '', ...values }: EntryValues) =>
    award.mutate(
      {
        period,
        method: method?.id ?? '',
        item: Number(item),
        communities: chosen.split(' '),
        ...values,
      } as Parameters<typeof award.mutate>[0],
      { onSuccess: onClose },
    )
  return (
    <EntryDialog
      title={t('addAward')}
      lead={t('addAwardLead')}
      fields={fields}
      failure={award.error}
      isPending={award.isPending}
      onClose={onClose}
      onSend={send}
    />
  )
}
