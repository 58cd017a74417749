import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { Question } from '../contract.ts'
import { ANSWER_WORDS } from './answer-words.ts'
import { keyOf } from './draft.ts'
import { QUESTION_TEXTS } from './question-texts.ts'

/** People who were answered about, as long as the policy leaves them on the list (rulings D3). */
export function RepliedTable({ questions }: { readonly questions: readonly Question[] }) {
  const t = useText(QUESTION_TEXTS)
  const say = useSay()
  const columns: readonly Column<Question>[] = [
    { key: 'person', title: t('person'), width: 110, cell: ({ personName }) => personName },
    { key: 'post', title: t('post'), width: 200, cell: ({ post }) => post },
    {
      key: 'answers',
      title: t('items'),
      width: 360,
      cell: ({ reply }) => {
        const answers = Object.entries(reply?.answers ?? {}).filter(([, answer]) => answer !== 'none-found')
        if (answers.length === 0) return say(ANSWER_WORDS['none-found'])
        return answers.map(([item, answer]) => `${item} ${say(ANSWER_WORDS[answer])}`).join(say({ zh: '；', en: '; ' }))
      },
    },
    { key: 'on', title: t('repliedOn'), width: 120, cell: ({ reply }) => reply?.on ?? '' },
    { key: 'by', title: t('by'), width: 110, cell: ({ reply }) => reply?.by ?? '' },
    {
      key: 'held',
      title: t('seal'),
      width: 90,
      cell: ({ reply }) => reply?.held && <Status tone="info">{t('held')}</Status>,
    },
  ]
  return (
    <RecordTable
      id="management.replied"
      label={t('replied')}
      columns={columns}
      rowKey={keyOf}
      rows={questions}
      toolbar={<h2>{t('replied')}</h2>}
      empty={{ title: t('noReplied'), next: t('noRepliedNext') }}
    />
  )
}
