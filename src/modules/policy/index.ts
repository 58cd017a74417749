// 规则 policy: versioned packs of lists, limits and rules. What other modules may import on the server.

export { runExamples, scoreGroups, type Shown } from './examples/rules.ts'
export type { ListItem, ListName, Pack, PackLimit, PackLists, Provenance, StarDepartment } from './packs/contract.ts'
export { type LoadedPack, type PackReading, readPack } from './packs/queries.ts'
export { countOf, itemsOf, limitOf, listedFacts, type PackProblem, type PackRules, titlesOf } from './packs/rules.ts'
