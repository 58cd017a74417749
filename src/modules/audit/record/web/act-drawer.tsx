import type { ReactNode } from 'react'
import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { dateTime, join } from '#web/format.ts'
import { RecordDrawer } from '#web/kit/record-pages.tsx'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useLanguage, useSay, useText } from '#web/language/language.tsx'
import { getAct } from '../contract.ts'
import { AUDIT_TEXTS } from './audit-texts.ts'
import { actionName, type Names, roleName } from './names.ts'
import { TONES } from './results.ts'
import { accountOf, Who } from './who.tsx'

type FullAct = OutputOf<typeof getAct>
type ActDrawerProps = {
  readonly id: string | undefined
  readonly names: Names
  readonly onClose: () => void
  readonly onPrevious: (() => void) | undefined
  readonly onNext: (() => void) | undefined
}

/** One act in full. */
export function ActDrawer({ id, names, ...drawer }: ActDrawerProps) {
  const t = useText(AUDIT_TEXTS)
  const say = useSay()
  const isOpen = id !== undefined && id !== ''
  const { data, error, refetch } = useRead(getAct, { id: id ?? '' }, { enabled: isOpen })
  const full = data?.act.id === id ? data : undefined
  const header = full?.act.header
  const title = header ? say(actionName(names, header.action)) : full ? t('restricted') : ''
  return (
    <RecordDrawer isOpen={isOpen} title={title} {...drawer}>
      {error && <Failed problem={error} title={t('detailFailed')} onRetry={() => void refetch()} />}
      {isOpen && !full && !error && <Loading />}
      {full && <Detail full={full} names={names} />}
    </RecordDrawer>
  )
}

function Detail({ full, names }: { readonly full: FullAct; readonly names: Names }) {
  const t = useText(AUDIT_TEXTS)
  const say = useSay()
  const { act, leaf } = full
  const { header } = act
  return (
    <div className="yz-act">
      <dl>
        <Part title={t('at')}>{dateTime(act.at)}</Part>
        {header && (
          <>
            <Part title={t('who')}>
              <Who header={header} names={names} />
              {` ${names.accounts.get(accountOf(header) ?? '')?.login ?? ''}`}
            </Part>
            {header.role && <Part title={t('role')}>{say(roleName(header.role))}</Part>}
            <Part title={t('result')}>
              <Status tone={TONES[header.result]}>{t(header.result)}</Status>
            </Part>
            <Part title={t('action')}>
              <code>{header.action}</code>
            </Part>
            <Part title={t('object')}>
              <code>
                {header.objectType} {header.objectId}
              </code>
            </Part>
            <Part title={t('businessDate')}>{header.businessDate}</Part>
          </>
        )}
        <Part title={t('id')}>
          <code>{act.id}</code>
        </Part>
        <Part title={t('seq')}>{act.seq ?? t('pending')}</Part>
        {leaf && (
          <Part title={t('leaf')}>
            <code>{leaf}</code>
          </Part>
        )}
      </dl>
      {leaf && <p className="yz-help">{t('leafHelp')}</p>}
      <Body full={full} names={names} />
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Body({ full: { body, bodyState }, names }: { readonly full: FullAct; readonly names: Names }) {
  const t = useText(AUDIT_TEXTS)
  const { language } = useLanguage()
  const named = accountsIn(body ?? '', names)
  if (bodyState === 'restricted') return <p>{t('restrictedWhat')}</p>
  return (
    <section>
      <h2 id="act-body">{t('body')}</h2>
      {body === null ? (
        <p>{t(bodyState === 'damaged' ? 'damaged' : 'erased')}</p>
      ) : body === 'null' ? (
        <p>{t('empty')}</p>
      ) : (
        <pre tabIndex={0} role="region" aria-labelledby="act-body">
          {indented(body)}
        </pre>
      )}
      {named.length > 0 && <p className="yz-help">{t('named', { names: join(named, language) })}</p>}
    </section>
  )
}

/** The body holds ids; the reader knows people. */
function accountsIn(body: string, { accounts }: Names): readonly string[] {
  const ids = new Set(body.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))
  return [...ids].flatMap((id) => accounts.get(id) ?? []).map(({ name, login }) => `${name} ${login}`)
}

/** As it was committed to, only spread over lines. */
function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}
