import { type Role, ROLES } from '#kernel/access.ts'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { Figure } from '#web/kit/figure.tsx'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { type Burden, COMMUNITY_ROLES, getBurden } from '../contract.ts'
import { totalOf } from '../rules.ts'
import { BURDEN_TEXTS } from './burden-texts.ts'
import { FieldList } from './field-list.tsx'
import './burden.css'

/** `/burden`: what is typed for a community in a half-year, by whom, and every field of it. */
export function BurdenPage() {
  const t = useText(BURDEN_TEXTS)
  const [{ role, slice }] = useParameters()
  const { data, error, refetch } = useRead(getBurden, {})
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error && <Failed problem={error} title={t('failed')} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <Community burden={data} />
          <Summary forms={data.forms} />
          {role || slice ? <FieldList forms={data.forms} /> : null}
        </>
      )}
    </Page>
  )
}

function Community({ burden: { community, target } }: { readonly burden: Burden }) {
  const t = useText(BURDEN_TEXTS)
  const [, change] = useParameters()
  const over = target ? community - target.fields : 0
  return (
    <section className="yz-card yz-burden-community" aria-label={t('community')}>
      <h2>{t('community')}</h2>
      <Figure
        label={t('community')}
        value={String(community)}
        size="large"
        onOpen={() => change({ role: COMMUNITY_ROLES[0] ?? '', slice: '' }, { replace: false })}
      />
      <p>
        {target ? t('target', { fields: target.fields, policy: target.policy }) : t('noTarget')}
        {target?.proposed && <span className="yz-help"> {t('proposed')}</span>}
      </p>
      {target && <Status tone={over > 0 ? 'bad' : 'good'}>{over > 0 ? t('over', { by: over }) : t('kept')}</Status>}
      {community === 0 && <p className="yz-help">{t('communityNone')}</p>}
    </section>
  )
}

/** Slices by roles; every number narrows the list below to what it counts. */
function Summary({ forms }: { readonly forms: Burden['forms'] }) {
  const t = useText(BURDEN_TEXTS)
  const say = useSay()
  const roles = [...new Set([...COMMUNITY_ROLES, ...forms.map(({ role }) => role)])]
  const slices = [...Map.groupBy(forms, ({ slice }) => slice.zh)]
  return (
    <table className="yz-card yz-burden-summary" aria-label={t('summary')}>
      <thead>
        <tr>
          <th scope="col">{t('slice')}</th>
          {roles.map((role) => (
            <th key={role} scope="col" className="yz-end">
              {say(ROLES[role])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {slices.map(([key, own]) => (
          <tr key={key}>
            <th scope="row">{own[0] && say(own[0].slice)}</th>
            {roles.map((role) => (
              <Total key={role} forms={own} role={role} slice={key} name={own[0] ? say(own[0].slice) : key} />
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('sum')}</th>
          {roles.map((role) => (
            <Total key={role} forms={forms} role={role} slice="" name={t('all')} />
          ))}
        </tr>
      </tfoot>
    </table>
  )
}

type TotalProps = {
  readonly forms: Burden['forms']
  readonly role: Role
  /** As in the address; empty for all. */
  readonly slice: string
  readonly name: string
}

function Total({ forms, role, slice, name }: TotalProps) {
  const t = useText(BURDEN_TEXTS)
  const say = useSay()
  const [parameters, change] = useParameters()
  const total = totalOf(forms, [role])
  if (total === 0) return <td className="yz-end">0</td>
  const isChosen = parameters['role'] === role && (parameters['slice'] ?? '') === slice
  return (
    <td className="yz-end">
      <button
        type="button"
        className="yz-figure yz-figure-row"
        aria-pressed={isChosen}
        aria-label={t('show', { slice: name, role: say(ROLES[role]), total })}
        onClick={() => change({ role, slice }, { replace: false })}
      >
        {total}
      </button>
    </td>
  )
}
