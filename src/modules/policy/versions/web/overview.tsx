import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useParameters } from '#web/address.ts'
import { dateTime } from '#web/format.ts'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { Pack } from '../../packs/contract.ts'
import type { PackVersion } from '../contract.ts'
import { type FullVersion, itemsIn } from './chapters.ts'
import { Origins } from './origins.tsx'
import { POLICY_TEXTS } from './policy-texts.ts'

type OverviewProps = { readonly version: FullVersion; readonly versions: readonly PackVersion[] }

/** What the version is, where its content comes from, what is still to be settled, and which versions there are. */
export function Overview({ version, versions }: OverviewProps) {
  const t = useText(POLICY_TEXTS)
  return (
    <div className="yz-policy-overview">
      <section aria-labelledby="policy-about">
        <h2 id="policy-about">{t('about')}</h2>
        <About version={version} />
      </section>
      <section aria-labelledby="policy-origins">
        <h2 id="policy-origins">{t('origins')}</h2>
        <p className="yz-help">{t('originsLead')}</p>
        <Origins pack={version.content} />
      </section>
      <section aria-labelledby="policy-versions">
        <h2 id="policy-versions">{t('versions')}</h2>
        <Versions shown={version.id} versions={versions} />
      </section>
      <section aria-labelledby="policy-warnings">
        <h2 id="policy-warnings">
          {t('warnings')} {version.warnings.length > 0 && <small>{version.warnings.length}</small>}
        </h2>
        <p className="yz-help">{t(version.warnings.length > 0 ? 'warningsLead' : 'warningsNone')}</p>
        <Warnings of={version.warnings} />
      </section>
    </div>
  )
}

function sizesOf({ lists, limits, rules, examples }: Pack) {
  const all = Object.values(lists)
  return {
    lists: all.length,
    items: all.reduce((sum, list) => sum + itemsIn(list), 0),
    limits: Object.keys(limits).length,
    rules: Object.values(rules).reduce((sum, group) => sum + Object.keys(group).length, 0),
    examples: examples.cases.length + examples.quotas.length,
  }
}

function About({ version }: { readonly version: FullVersion }) {
  const t = useText(POLICY_TEXTS)
  const say = useSay()
  const { content, at, digest } = version
  const { meta } = content
  return (
    <dl className="yz-policy-about">
      <Part title={t('pack')}>
        {say(meta)} <code>{meta.code}</code>
      </Part>
      <Part title={t('version')}>
        {meta.version} · {t('effective')} {meta.effective} · {t('at')} {dateTime(at)}
      </Part>
      <Part title={t('programme')}>{say(meta.programme)}</Part>
      <Part title={t('basis')}>{say(meta.basis)}</Part>
      <Part title={t('size')}>{t('sizes', sizesOf(content))}</Part>
      <Part title={t('digest')}>
        <code className="yz-policy-digest">{digest}</code>
        <span className="yz-help"> {t('digestHelp')}</span>
      </Part>
    </dl>
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

function Versions({ shown, versions }: { readonly shown: string; readonly versions: readonly PackVersion[] }) {
  const t = useText(POLICY_TEXTS)
  const say = useSay()
  const [, change] = useParameters()
  return (
    <table className="yz-pack-table yz-policy-versions" aria-label={t('versions')}>
      <thead>
        <tr>
          {(['version', 'pack', 'digest', 'at'] as const).map((key) => (
            <th key={key} scope="col">
              {t(key)}
            </th>
          ))}
          <th>
            <span className="yz-hidden">{t('show')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {versions.map((version, index) => (
          <tr key={version.id}>
            <th scope="row">
              {version.version} {index === 0 && <Status tone="good">{t('newest')}</Status>}
            </th>
            <td>
              {say(version)} <code>{version.pack}</code>
            </td>
            <td data-label={t('digest')}>
              <code title={version.digest}>{version.digest.slice(0, 12)}</code>
            </td>
            <td data-label={t('at')}>{dateTime(version.at)}</td>
            <td>
              {version.id === shown ? (
                <span className="yz-help">{t('shown')}</span>
              ) : (
                <Button
                  size="small"
                  aria-label={`${t('show')} ${version.version}`}
                  onClick={() => change({ version: version.id }, { replace: false })}
                >
                  {t('show')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const AT_FIRST = 6

/** Remarks with their line in the file; the first few, the others behind a click. */
export function Warnings({ of }: { readonly of: FullVersion['warnings'] }) {
  const t = useText(POLICY_TEXTS)
  const [first, rest] = [of.slice(0, AT_FIRST), of.slice(AT_FIRST)]
  return (
    <>
      <WarningList of={first} />
      {rest.length > 0 && (
        <details>
          <summary>{t('more', { count: rest.length })}</summary>
          <WarningList of={rest} />
        </details>
      )}
    </>
  )
}

function WarningList({ of }: { readonly of: FullVersion['warnings'] }) {
  const t = useText(POLICY_TEXTS)
  const say = useSay()
  if (of.length === 0) return null
  return (
    <ul className="yz-policy-warnings">
      {of.map((warning) => (
        <li key={`${warning.row} ${warning.en}`}>
          <Status tone="warn">{say(warning)}</Status>
          {warning.row !== null && <small>{t('row', { row: warning.row })}</small>}
        </li>
      ))}
    </ul>
  )
}
