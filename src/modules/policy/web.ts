export { listPackVersions } from './versions/contract.ts'
