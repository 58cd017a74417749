import { handle } from '#kernel/endpoint.ts'
import { listExamples } from './examples/contract.ts'
import { getExamples } from './examples/queries.ts'
import * as versions from './versions/contract.ts'
import { adoptShippedPack, importPack } from './versions/operations.ts'
import { getPackFile, getPackVersion, getPackVersions } from './versions/queries.ts'

export { countOf, limitOf, titlesOf } from './packs/rules.ts'
export type { Pack, StarDepartment } from './packs/contract.ts'
export { loadPack, loadPacks, loadSoundPack, newestVersion, type StoredPack } from './versions/queries.ts'

export const endpoints = [
  handle(versions.listPackVersions, getPackVersions),
  handle(versions.getPackVersion, getPackVersion),
  handle(listExamples, getExamples),
  handle(versions.downloadPack, getPackFile),
  handle(versions.importPack, importPack),
  handle(versions.adoptShippedPack, adoptShippedPack),
]
