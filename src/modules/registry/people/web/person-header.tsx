import { join } from '#web/format.ts'
import { useLanguage, useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import type { Person } from '../contract.ts'
import { partName } from '../rules.ts'
import { PERSON_TEXTS } from './person-texts.ts'
import { ageOf, dotted, shownValue } from './person-values.ts'
import { usePostText } from './post-text.ts'

/** Who it is, in two lines, and how complete the record is. */
export function PersonHeader({ person }: { readonly person: Person }) {
  const t = useText(PERSON_TEXTS)
  const say = useSay()
  const postText = usePostText()
  const { today } = useSession()
  const { sex, birth, political, educationInService, educationFullTime, communityName, streetName, posts } = person
  const education = educationInService ?? educationFullTime
  const facts = [
    shownValue('sex', sex, say),
    birth && t('born', { date: dotted(birth.slice(0, 7)), age: ageOf(birth, today) }),
    political && shownValue('political', political, say),
    education && shownValue('educationFullTime', education, say),
    communityName ? t('streetCommunity', { street: streetName, community: communityName }) : t('noCommunity'),
  ]
  return (
    <section className="yz-card yz-person-header">
      <div>
        <p className="yz-person-facts">
          {facts.filter(Boolean).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        <p className="yz-person-posts">
          {posts.length === 0 ? (
            <span className="yz-person-unknown">{t('noPost')}</span>
          ) : (
            posts.map((post) => <strong key={`${post.kind}${post.community}`}>{postText(post)}</strong>)
          )}
        </p>
      </div>
      <Completeness person={person} />
    </section>
  )
}

function Completeness({ person: { completeness } }: { readonly person: Person }) {
  const t = useText(PERSON_TEXTS)
  const say = useSay()
  const { language } = useLanguage()
  const { filled, of, missing } = completeness
  const parts = join(
    missing.map((part) => say(partName(part))),
    language,
  )
  return (
    <div className="yz-person-completeness">
      <p>
        <span>{t('completeness')}</span> <strong>{t('complete', { filled, of })}</strong>
      </p>
      <meter min={0} max={of} value={filled} aria-label={t('completeness')} />
      <p className="yz-help">{missing.length === 0 ? t('isComplete') : t('missing', { parts })}</p>
    </div>
  )
}
