import type { Role, Scope } from './access.ts'
import type { Act } from './audit.ts'
import type { Clock } from './clock.ts'
import type { Keyring } from './crypto/keys.ts'
import type { Database, Tx } from './database.ts'
import type { Paper } from './documents/word/paper.ts'
import type { FactBook } from './facts.ts'
import type { FileStore } from './files.ts'
import type { SliceForms } from './forms.ts'
import type { Language } from './language.ts'
import type { PairDeclaration } from './pairs.ts'
import type { WatchProvider } from './watch.ts'
import type { WorkProvider } from './work.ts'

/** Who is calling: one account in its active role. */
export type Actor = {
  readonly account: string
  readonly person: string
  readonly name: string
  readonly session: string
  /** The grant of the role that is active. */
  readonly grant: string
  readonly district: number
  readonly role: Role
  readonly org: string | undefined
  /** What this role may see; the transaction is opened with it. */
  readonly scope: Scope
  /** When the password was last given. */
  readonly confirmedAt: Date
  /** The password was set by somebody else: only the own account is open until it is changed. */
  readonly passwordDue: boolean
}

/** What the house lends to every operation; made once at start. */
export type Services = {
  readonly database: Database
  readonly keyring: Keyring
  readonly files: FileStore
  readonly facts: FactBook
  readonly work: readonly WorkProvider[]
  readonly watch: readonly WatchProvider[]
  readonly pairs: readonly PairDeclaration[]
  readonly forms: readonly SliceForms[]
  /** What is printed from templates that staff may edit. */
  readonly papers: readonly Paper[]
  readonly clock: Clock
}

/** What an operation or query receives. Everything it writes is in `tx`, and rolls back with it. */
export type Call = {
  readonly tx: Tx
  readonly services: Services
  readonly clock: Clock
  readonly language: Language
  /** @throws when the endpoint is anonymous and nobody is signed in. */
  readonly actor: Actor
  readonly anonymous: boolean
  readonly district: number
  /** Address or host of the caller's program, shortened; for the session list. */
  readonly client: string
  readonly upload: { readonly name: string; readonly bytes: Buffer } | undefined
  /** Puts the act on record, in the same transaction. */
  readonly audit: (act: Omit<Act, 'action'>) => Promise<void>
  /** Announces what happened; other modules hear of it after the commit. `name` is module.noun.past, ids only. */
  readonly emit: (name: string, payload: Readonly<Record<string, string | number>>) => Promise<void>
}
