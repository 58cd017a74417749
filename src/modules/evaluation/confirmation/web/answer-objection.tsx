import { Segmented } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { useText } from '#web/language/language.tsx'
import { answerObjection, type Objection } from '../contract.ts'
import { STAGES_TOUCHED } from './stages-touched.ts'
import { STAGE_TEXTS } from './stage-texts.ts'

/** What an objection led to; the days of the notice run again from tomorrow. */
export function AnswerObjection({ objection }: { readonly objection: Objection }) {
  const t = useText(STAGE_TEXTS)
  const [outcome, setOutcome] = useState<'kept' | 'upheld'>('kept')
  const answer = useWrite(answerObjection, STAGES_TOUCHED)
  return (
    <ConfirmButton
      label={t('answer')}
      title={t('answer')}
      confirm={t('save')}
      consequence={
        <>
          <p>{objection.summary}</p>
          <Segmented
            aria-label={t('outcome')}
            value={outcome}
            onChange={setOutcome}
            options={[
              { value: 'kept' as const, label: t('kept') },
              { value: 'upheld' as const, label: t('upheld') },
            ]}
          />
        </>
      }
      reason={{ label: t('answerText'), required: true }}
      onConfirm={(text) => answer.mutateAsync({ objection: objection.id, outcome, answer: text })}
    />
  )
}
