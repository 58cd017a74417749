import { DownloadOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useMemo } from 'react'
import { useParameters } from '#web/address.ts'
import { useDownload, useRead, useWrite } from '#web/api.ts'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { ExamplesChapter } from '../../examples/web/examples-chapter.tsx'
import type { Glossary } from '../../packs/web/field-value.tsx'
import { titlesOf } from '../../packs/rules.ts'
import { LegalChapter } from '../../packs/web/legal-chapter.tsx'
import { LimitsChapter } from '../../packs/web/limits-chapter.tsx'
import { ListsChapter } from '../../packs/web/lists-chapter.tsx'
import { isProvenance } from '../../packs/web/provenance.tsx'
import { RulesChapter } from '../../packs/web/rules-chapter.tsx'
import { useAnchor } from '../../packs/web/section.tsx'
import {
  adoptShippedPack,
  downloadPack,
  getPackVersion,
  importPack,
  listPackVersions,
  type PackVersion,
} from '../contract.ts'
import { chapterOf, entriesOf, type FullVersion } from './chapters.ts'
import { Contents } from './contents.tsx'
import { ImportPack } from './import-pack.tsx'
import { OriginFilter } from './origins.tsx'
import { Overview } from './overview.tsx'
import { POLICY_TEXTS } from './policy-texts.ts'
import './policy.css'

/** `/policy`: a version of the policy as a document to read, with its examples computed. */
export function PolicyPage() {
  const t = useText(POLICY_TEXTS)
  const { active } = useSession()
  const [{ version: asked }, change] = useParameters()
  const { data, error, refetch } = useRead(listPackVersions, {})
  const versions = data?.versions
  const shown = versions?.find(({ id }) => id === asked) ?? versions?.[0]
  const mayImport = importPack.who.includes(active.role)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      primary={
        // Where there is none yet, adopting the one that comes along is the page's primary act.
        mayImport && <ImportPack isPrimary={Boolean(shown)} onShow={(id) => change({ version: id, part: '' })} />
      }
      secondary={versions && shown && <VersionActs versions={versions} shown={shown} />}
    >
      {error && <Failed problem={error} title={t('failed')} onRetry={() => void refetch()} />}
      {!versions && !error && <Loading />}
      {versions?.length === 0 && <NoPack />}
      {versions && shown && <Document id={shown.id} versions={versions} />}
    </Page>
  )
}

function NoPack() {
  const t = useText(POLICY_TEXTS)
  const { active } = useSession()
  const adopt = useWrite(adoptShippedPack)
  const mayAdopt = adoptShippedPack.who.includes(active.role)
  const action = mayAdopt && (
    <Button type="primary" loading={adopt.isPending} onClick={() => adopt.mutate({})}>
      {t('adopt')}
    </Button>
  )
  return (
    <div className="yz-card">
      {adopt.error && <Failed problem={adopt.error} title={t('adoptFailed')} />}
      <Empty title={t('none')} next={t(mayAdopt ? 'noneNext' : 'noneWait')} action={action} />
    </div>
  )
}

type VersionActsProps = { readonly versions: readonly PackVersion[]; readonly shown: PackVersion }

function VersionActs({ versions, shown }: VersionActsProps) {
  const t = useText(POLICY_TEXTS)
  const [, change] = useParameters()
  const download = useDownload(downloadPack)
  return (
    <>
      {versions.length > 1 && (
        <Select
          aria-label={t('version')}
          value={shown.id}
          onChange={(id) => change({ version: id })}
          options={versions.map(({ id, version }) => ({ value: id, label: `${t('version')} ${version}` }))}
        />
      )}
      <Button
        icon={<DownloadOutlined />}
        loading={download.isPending}
        onClick={() => download.mutate({ input: { id: shown.id } })}
      >
        {t('download')}
      </Button>
      {download.error && <Failed problem={download.error} title={t('downloadFailed')} />}
    </>
  )
}

type DocumentProps = { readonly id: string; readonly versions: readonly PackVersion[] }

function Document({ id, versions }: DocumentProps) {
  const t = useText(POLICY_TEXTS)
  const { data, error, refetch } = useRead(getPackVersion, { id })
  // The answer of another version stays on screen while this one loads, and must not be taken for it.
  const full = data?.id === id ? data : undefined
  if (error) return <Failed problem={error} title={t('failed')} onRetry={() => void refetch()} />
  return full ? <Reading version={full} versions={versions} /> : <Loading />
}

type ReadingProps = { readonly version: FullVersion; readonly versions: readonly PackVersion[] }

function Reading({ version, versions }: ReadingProps) {
  const [{ part }] = useParameters()
  const chapter = chapterOf(part)
  const entries = useMemo(() => entriesOf(chapter, version), [chapter, version])
  useAnchor(true)
  return (
    <div className="yz-policy">
      <Contents chapter={chapter} entries={entries} />
      <div className="yz-policy-text" key={`${version.id} ${chapter}`}>
        <ChapterText version={version} versions={versions} />
      </div>
    </div>
  )
}

function ChapterText({ version, versions }: ReadingProps) {
  const [{ part, origin }] = useParameters()
  const pack = version.content
  const glossary = useMemo<Glossary>(() => ({ pack, titles: titlesOf(pack) }), [pack])
  const only = isProvenance(origin) ? origin : undefined
  const chapter = chapterOf(part)
  if (chapter === 'overview') return <Overview version={version} versions={versions} />
  if (chapter === 'legal') return <LegalChapter pack={pack} />
  if (chapter === 'rules') return <RulesChapter glossary={glossary} />
  if (chapter === 'examples') return <ExamplesChapter version={version.id} titles={glossary.titles} />
  return (
    <>
      <OriginFilter />
      {chapter === 'limits' ? (
        <LimitsChapter limits={pack.limits} only={only} />
      ) : (
        <ListsChapter glossary={glossary} only={only} />
      )}
    </>
  )
}
