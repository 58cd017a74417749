import { useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { say } from '#kernel/language.ts'
import { periodTitle } from '#kernel/period.ts'
import { useParameters, usePeriod } from '#web/address.ts'
import { useRead, useWrite } from '#web/api.ts'
import { ErrorSummary, type FieldProblem } from '#web/kit/form.tsx'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { useLanguage, useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { type CommunityVisits, correctVisit, listVisits, recordVisit, type Visit } from '../contract.ts'
import { VISIT_RULES } from '../refusals.ts'
import { visitProblem, type VisitProblem } from '../rules.ts'
import { type Entries, entriesOf, type EntryField, fieldsOf } from './visit-entries.ts'
import { VisitForm } from './visit-form.tsx'
import { FORM_TEXTS } from './visit-texts.ts'
import './visits.css'

/** `/visits/$community/record`: one visit typed in, on a tablet or from the A4 sheet; `?visit=` corrects one. */
export function VisitFormPage() {
  const t = useText(FORM_TEXTS)
  const { community = '' } = useParams({ strict: false })
  const [period] = usePeriod()
  const [{ visit: id }] = useParameters()
  const { data, error, refetch } = useRead(listVisits, { period, community })
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data || data.place.community !== community) return <Loading />
  const visit = data.visits.find((one) => one.id === id)
  if (!data.mayRecord) return <Empty title={t('closed')} next={t('closedNext')} />
  if (id && !visit) return <Empty title={t('gone')} next={t('goneNext')} />
  return <Recording key={id ?? ''} period={period} data={data} visit={visit} />
}

type Props = { readonly period: string; readonly data: CommunityVisits; readonly visit: Visit | undefined }

function Recording({ period, data, visit }: Props) {
  const t = useText(FORM_TEXTS)
  const spoken = useSay()
  const { place } = data
  // The version that was corrected, even when the list behind is read again meanwhile.
  const [before] = useState(visit)
  const { entries, type, problems, write, submit, leave } = useRecording({ period, data, visit: before })
  const title = t(before ? 'correct' : 'record')
  return (
    <Page
      title={title}
      lead={t('lead', { community: place.name, street: place.streetName, period: spoken(periodTitle(period)) })}
      crumbs={[{ title: place.name, to: `/visits/${place.community}` }, { title }]}
    >
      <form
        className="yz-visit-form yz-card yz-card-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <ErrorSummary problems={problems} />
        <VisitForm period={period} data={data} entries={entries} problems={problems} onType={type} />
        {write.error && <Failed problem={write.error} title={t('failed')} />}
        <div className="yz-visit-save">
          <Button size="large" onClick={leave}>
            {t('cancel')}
          </Button>
          <Button size="large" type="primary" htmlType="submit" loading={write.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Page>
  )
}

/** One request saves all; whatever goes wrong, what was typed stays on the page. */
function useRecording({ period, data, visit }: Props) {
  const { today } = useSession()
  const { community } = data.place
  const navigate = useNavigate()
  const [entries, setEntries] = useState(() => entriesOf(visit, today))
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const check = useCheck(period, data)
  const [record, correct] = [useWrite(recordVisit), useWrite(correctVisit)]
  const leave = () => void navigate({ to: `/visits/${community}`, search: { period } } as never)
  const submit = () => {
    const found = check(entries)
    setProblems(found)
    if (found.length > 0) return
    const fields = fieldsOf(entries)
    if (visit) correct.mutate({ ...fields, id: visit.id, version: visit.version }, { onSuccess: leave })
    else record.mutate({ ...fields, period, community }, { onSuccess: leave })
  }
  const type = (some: Partial<Entries>) => setEntries((before) => ({ ...before, ...some }))
  return { entries, type, problems, submit, leave, write: visit ? correct : record }
}

/** Where a broken rule is shown. */
const PLACES: Readonly<Record<VisitProblem, EntryField>> = {
  'visit.other-period': 'visit-date',
  'visit.in-future': 'visit-date',
  'visit.unknown-way': 'visit-ways',
  'visit.unknown-task': 'visit-findings',
  'visit.unknown-finding': 'visit-findings',
}

/** What the server would refuse, said before anything is sent. */
function useCheck(period: string, data: CommunityVisits) {
  const t = useText(FORM_TEXTS)
  const { language } = useLanguage()
  const { today } = useSession()
  const codes = (items: CommunityVisits['ways']) => items.map(({ code }) => code)
  const frame = {
    period,
    today,
    tasks: codes(data.tasks),
    ways: codes(data.ways),
    findings: codes(data.findings),
  }
  return ({ date, visitors, uses, ways, findings }: Entries): FieldProblem[] => {
    const problems: FieldProblem[] = []
    const wrong = (field: EntryField, sentence: string) => problems.push({ field, sentence })
    const broken = date === '' ? undefined : visitProblem({ date, ways, findings }, frame)
    if (date === '') wrong('visit-date', t('missingDate'))
    if (broken) wrong(PLACES[broken.code], say(VISIT_RULES[broken.code], language, broken.facts))
    if (uses.length === 0) wrong('visit-uses', t('missingUses'))
    const isNamed = visitors.every(({ name, post }) => name.trim() !== '' && post.trim() !== '')
    if (!isNamed) wrong('visit-visitors', t('missingVisitors'))
    if (ways.length === 0) wrong('visit-ways', t('missingWays'))
    return problems
  }
}
