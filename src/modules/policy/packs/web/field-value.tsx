import { Link } from '@tanstack/react-router'
import type { Text } from '#kernel/language.ts'
import { useLanguage, useSay, useText } from '#web/language/language.tsx'
import type { Pack } from '../contract.ts'
import { limitText, wordOf } from './pack-fields.ts'
import { PACK_TEXTS } from './pack-texts.ts'

/** What a reader needs to see names for codes. */
export type Glossary = { readonly pack: Pack; readonly titles: ReadonlyMap<string, Text> }

const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'zh' in value

/** Short fields stand in columns, long ones under the name. */
export function isShort(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

type FieldValueProps = { readonly field: string; readonly value: unknown; readonly glossary: Glossary }

/** One field of an item as people read it: words for codes, 是 for true, names of limits with their numbers. */
export function FieldValue({ field, value, glossary }: FieldValueProps) {
  const t = useText(PACK_TEXTS)
  const say = useSay()
  const { language } = useLanguage()
  if (value === undefined || value === false) return '—'
  if (value === true) return t('yes')
  if (isText(value)) return say(value)
  if (!Array.isArray(value)) return <Word field={field} code={textOf(value)} glossary={glossary} />
  // Each is a clause of its own, with commas inside.
  if (value.every(isText)) return value.map((one) => say(one)).join(language === 'zh' ? '；' : '; ')
  return (
    <span className="yz-pack-codes">
      {value.map((one) => (
        <Code key={textOf(one)} code={textOf(one)} glossary={glossary} />
      ))}
    </span>
  )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function Word({
  field,
  code,
  glossary,
}: {
  readonly field: string
  readonly code: string
  readonly glossary: Glossary
}) {
  const say = useSay()
  const { language } = useLanguage()
  const word = wordOf(field, code)
  if (word) return <span className={code === 'pending' ? 'yz-tone-warn' : ''}>{say(word)}</span>
  const limit = glossary.pack.limits[code]
  if (limit) return limitText(limit)[language]
  const title = glossary.titles.get(code)
  return title ? <span title={code}>{say(title)}</span> : code
}

/** A limit with its number; any other code alone, its name on hover. */
function Code({ code, glossary: { pack, titles } }: { readonly code: string; readonly glossary: Glossary }) {
  const say = useSay()
  const limit = pack.limits[code]
  if (limit) {
    return (
      <Link to="." search={(before: object) => ({ ...before, part: 'limits', origin: '' })} hash={`limit-${code}`}>
        {say(limit)} <b>{say(limitText(limit))}</b>
      </Link>
    )
  }
  const title = titles.get(code)
  // Codes in small letters are words of a program: their names say more.
  if (title && /^[a-z]/.test(code)) return say(title)
  return <code title={title && say(title)}>{code}</code>
}
