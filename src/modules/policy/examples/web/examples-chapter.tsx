import { Button } from 'antd'
import { useRead } from '#web/api.ts'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { MECHANISMS } from '../../packs/web/rule-texts.ts'
import { Section, useAnchor } from '../../packs/web/section.tsx'
import { listExamples, type WorkedExample, type WorkedQuota } from '../contract.ts'
import { EXAMPLE_TEXTS } from './example-texts.ts'
import { FactList, Given, type Titles } from './given.tsx'
import { OutcomeCell } from './outcome-cell.tsx'
import { QuotaTable } from './quota-table.tsx'

type ExamplesProps = { readonly version: string; readonly titles: Titles }

/** The examples of a version, computed by the server when the page asks: given, expected, computed. */
export function ExamplesChapter({ version, titles }: ExamplesProps) {
  const t = useText(EXAMPLE_TEXTS)
  const { data, error, refetch, isFetching } = useRead(listExamples, { id: version })
  useAnchor(data !== undefined)
  if (error) return <Failed problem={error} title={t('failedToLoad')} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const { held, failed } = data
  return (
    <>
      <div className="yz-pack-group">
        <h2>{t('title')}</h2>
        <p className="yz-help">{t('lead')}</p>
        <div className="yz-example-sum">
          <Status tone={failed === 0 ? 'good' : 'bad'}>
            {t(failed === 0 ? 'allHold' : 'someFail', { held, failed })}
          </Status>
          <Button size="small" loading={isFetching} onClick={() => void refetch()}>
            {t('again')}
          </Button>
        </div>
      </div>
      {data.cases.map((example) => (
        <Example key={example.code} example={example} titles={titles} />
      ))}
      {data.quotas.map((quota) => (
        <Quota key={quota.code} quota={quota} titles={titles} />
      ))}
    </>
  )
}

function Example({ example, titles }: { readonly example: WorkedExample; readonly titles: Titles }) {
  const t = useText(EXAMPLE_TEXTS)
  const say = useSay()
  const { code, given, rows, mechanism } = example
  const count = Object.keys(given).length
  const named = MECHANISMS[mechanism as keyof typeof MECHANISMS] as (typeof MECHANISMS)['sum@1'] | undefined
  return (
    <Section id={`example-${code}`} of={example} aside={named && `${t('mechanism')} · ${say(named)}`}>
      {count > 0 && (
        <details className="yz-example-given">
          <summary>{t('shared', { count })}</summary>
          <FactList facts={given} titles={titles} />
        </details>
      )}
      <table className="yz-pack-table yz-examples" aria-label={say(example)}>
        <thead>
          <tr>
            {(['row', 'given', 'rule', 'expected', 'computed'] as const).map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row) => (
          <RowGroup key={row.zh} row={row} titles={titles} />
        ))}
      </table>
    </Section>
  )
}

type RowGroupProps = { readonly row: WorkedExample['rows'][number]; readonly titles: Titles }

function RowGroup({ row, titles }: RowGroupProps) {
  const t = useText(EXAMPLE_TEXTS)
  const say = useSay()
  const { checks, given } = row
  return (
    <tbody>
      {checks.map(({ code, expected, computed, holds }, index) => {
        const title = titles.get(code)
        const isExactShown = expected.exact !== undefined
        return (
          <tr key={code}>
            {index === 0 && (
              <>
                <th scope="rowgroup" rowSpan={checks.length}>
                  {say(row)}
                </th>
                <td rowSpan={checks.length} data-label={t('given')}>
                  <Given facts={given} titles={titles} />
                </td>
              </>
            )}
            <td title={code}>{title ? say(title) : code}</td>
            <td data-label={t('expected')}>
              <OutcomeCell of={expected} titles={titles} isExactShown={isExactShown} />
            </td>
            <td data-label={t('computed')}>
              <span className="yz-example-got">
                <Holds holds={holds} />
                <OutcomeCell of={computed} titles={titles} isExactShown={isExactShown} />
              </span>
            </td>
          </tr>
        )
      })}
    </tbody>
  )
}

function Holds({ holds }: { readonly holds: boolean }) {
  const t = useText(EXAMPLE_TEXTS)
  return (
    <Status tone={holds ? 'good' : 'bad'}>
      <span className={holds ? 'yz-hidden' : ''}>{t(holds ? 'holds' : 'differs')}</span>
    </Status>
  )
}

function Quota({ quota, titles }: { readonly quota: WorkedQuota; readonly titles: Titles }) {
  const t = useText(EXAMPLE_TEXTS)
  const say = useSay()
  return (
    <Section id={`example-${quota.code}`} of={quota} aside={`${t('mechanism')} · ${say(MECHANISMS['quota@1'])}`}>
      <QuotaTable quota={quota} titles={titles} mark={({ holds }) => <Holds holds={holds} />} />
    </Section>
  )
}
