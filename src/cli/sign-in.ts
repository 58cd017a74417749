import type { Me } from '#accounts'
import type { Language } from '#kernel/language.ts'
import { call } from './client.ts'
import { clientOf } from './endpoint-commands.ts'
import { printJson } from './output.ts'
import { askSecret } from './secret.ts'
import { forgetSession, keepSession, type ServerFlags } from './sessions.ts'

/** Signs in and keeps the bearer for later commands. */
export async function signIn(login: string, flags: ServerFlags, language: Language): Promise<void> {
  const client = await clientOf(flags, language)
  const password = await askSecret({ zh: '密码', en: 'password' }, language)
  const { bearer, me } = await call<{ bearer: string; me: Me }>(
    { ...client, bearer: undefined },
    { endpoint: { id: 'session.signIn', kind: 'write' }, input: { login, password } },
  )
  await keepSession(client, { login, bearer })
  printJson({ server: client.address, me })
}

/** Ends the session and forgets its bearer, even when the server no longer knows it. */
export async function signOut(flags: ServerFlags, language: Language): Promise<void> {
  const client = await clientOf(flags, language)
  try {
    if (client.bearer) await call(client, { endpoint: { id: 'session.signOut', kind: 'write' } })
  } finally {
    await forgetSession(client)
  }
  printJson({ server: client.address, signedIn: false })
}
