import type { Role } from './access.ts'
import type { Call } from './call.ts'
import type { Text } from './language.ts'

// Acts that need two persons (rulings B7). The slice that asks for the second person declares it, so that one page can say who they
// may be, and where today there is only one.

export type PairWaiting = {
  readonly about: Text
  readonly link: string
  /** Who was the first. */
  readonly by: string
}

export type PairDeclaration = {
  /** The endpoint by which the second person acts. */
  readonly id: string
  readonly what: Text
  /** Who may begin it, and who may be the second; never the same person. */
  readonly first: readonly Role[]
  readonly second: readonly Role[]
  /** What is said beside the roles. */
  readonly note?: Text
  /** What has its first person and waits for the second, as far as the caller may see; asked for staff alone. */
  readonly waiting: (call: Call) => Promise<readonly PairWaiting[]>
}
