import type { Call } from '#kernel/call.ts'
import { EDUCATION, ETHNIC, POLITICAL, QUALIFICATIONS, SEX, type CodeSet } from './codes.ts'
import type { HeldPost, PersonFields } from './contract.ts'
import { recordsOf } from './record.ts'

/** A record in the words of official papers, which are Chinese; '' where nothing is known. */
export type PersonWords = Readonly<
  Record<
    | 'name'
    | 'sex'
    | 'birth'
    | 'ethnic'
    | 'nativePlace'
    | 'political'
    | 'partyJoined'
    | 'workStarted'
    | 'educationFullTime'
    | 'educationInService'
    | 'school'
    | 'qualification',
    string
  >
> & { readonly posts: readonly HeldPost[] }

/** These people in words, those the caller may see. Dates stay YYYY-MM or YYYY-MM-DD. In-transaction door for other modules. */
export async function peopleInWords(call: Call, ids: readonly string[]): Promise<ReadonlyMap<string, PersonWords>> {
  const records = await recordsOf(call, ids)
  const word = (set: CodeSet, code: string | null): string => (code === null ? '' : (set[code]?.zh ?? ''))
  return new Map(
    [...records].map(([id, { name, posts, ...record }]) => {
      const fields: Omit<PersonFields, 'idNumber' | 'phone'> = record
      const words = {
        name,
        sex: word(SEX, fields.sex),
        birth: fields.birth ?? '',
        ethnic: word(ETHNIC, fields.ethnic),
        nativePlace: fields.nativePlace ?? '',
        political: word(POLITICAL, fields.political),
        partyJoined: fields.partyJoined ?? '',
        workStarted: fields.workStarted ?? '',
        educationFullTime: word(EDUCATION, fields.educationFullTime),
        educationInService: word(EDUCATION, fields.educationInService),
        school: fields.school ?? '',
        qualification: word(QUALIFICATIONS, fields.qualification),
        posts,
      }
      return [id, words] as const
    }),
  )
}
