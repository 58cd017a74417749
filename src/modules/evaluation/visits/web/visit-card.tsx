import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDownload, useRead, useWrite } from '#web/api.ts'
import { dateTime } from '#web/format.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { type CommunityVisits, listVersions, printVisit, type Visit, withdrawVisit } from '../contract.ts'
import { COMMUNITY_TEXTS, VISIT_TEXTS } from './visit-texts.ts'

type CardProps = { readonly visit: Visit; readonly period: string; readonly data: CommunityVisits }

/** One visit as recorded, with what may be done with it. */
export function VisitCard({ visit, period, data }: CardProps) {
  const t = useText(COMMUNITY_TEXTS)
  const word = useText(VISIT_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <li className="yz-card yz-card-body">
      <h2>
        <time dateTime={visit.date}>{visit.date}</time> {visit.uses.map((use) => word(use)).join(word('listComma'))}
      </h2>
      <VisitFacts visit={visit} data={data} />
      <div className="yz-visit-foot">
        <Written visit={visit} />
        {visit.version > 1 && (
          <Button type="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('versions')}
          </Button>
        )}
        <Acts visit={visit} period={period} data={data} />
      </div>
      {isOpen && <Versions id={visit.id} data={data} />}
    </li>
  )
}

function Written({ visit: { by, at, version } }: { readonly visit: Visit }) {
  const t = useText(COMMUNITY_TEXTS)
  const when = dateTime(at)
  return (
    <span className="yz-help">
      {version === 1 ? t('written', { by, at: when }) : t('corrected', { by, at: when, version })}
    </span>
  )
}

type FactsProps = { readonly visit: Visit; readonly data: CommunityVisits }

function VisitFacts({ visit, data }: FactsProps) {
  const t = useText(VISIT_TEXTS)
  const say = useSay()
  const comma = t('listComma')
  const nameOf = (items: CommunityVisits['ways'], code: string) => {
    const item = items.find((one) => one.code === code)
    return item ? say(item) : code
  }
  const facts: readonly (readonly [string, string])[] = [
    [t('visitors'), visit.visitors.map(({ name, post }) => `${name} ${post}`).join(comma)],
    [t('ways'), visit.ways.map((way) => nameOf(data.ways, way)).join(comma)],
    ...Object.entries(visit.findings).map(
      ([task, finding]) => [nameOf(data.tasks, task), nameOf(data.findings, finding)] as const,
    ),
    [t('seen'), visit.seen || t('none')],
    [t('promised'), visit.promised || t('none')],
    [t('evidence'), visit.evidence.join(comma) || t('none')],
  ]
  return (
    <dl className="yz-visit-facts">
      {facts.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Acts({ visit: { id, version, date }, period, data: { mayRecord, place } }: CardProps) {
  const t = useText(COMMUNITY_TEXTS)
  const print = useDownload(printVisit)
  const withdraw = useWrite(withdrawVisit)
  return (
    <span className="yz-row-acts">
      <Button type="link" loading={print.isPending} onClick={() => print.mutate({ input: { id } })}>
        {t('print')}
      </Button>
      {mayRecord && (
        <>
          <Link to={`/visits/${place.community}/record`} search={{ period, visit: id }}>
            {t('correct')}
          </Link>
          <ConfirmButton
            label={t('withdraw')}
            title={t('withdrawTitle', { date })}
            confirm={t('withdraw')}
            consequence={t('consequence')}
            reason={{ label: t('reason'), required: true, phrases: [t('wrongPlace'), t('twice')] }}
            onConfirm={(reason) => withdraw.mutateAsync({ id, version, reason })}
          />
        </>
      )}
    </span>
  )
}

/** What earlier versions said, newest first. */
function Versions({ id, data }: { readonly id: string; readonly data: CommunityVisits }) {
  const t = useText(COMMUNITY_TEXTS)
  const { data: answer, error, refetch } = useRead(listVersions, { id })
  if (error && !answer) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!answer) return <Loading />
  return (
    <ol className="yz-visit-versions">
      {answer.versions.map((one) => (
        <li key={one.version}>
          <h3>
            {t('version', { version: one.version })} · <time dateTime={one.date}>{one.date}</time>
          </h3>
          <VisitFacts visit={one} data={data} />
          <Written visit={one} />
        </li>
      ))}
    </ol>
  )
}
