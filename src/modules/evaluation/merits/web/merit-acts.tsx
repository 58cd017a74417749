import { useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { useText } from '#web/language/language.tsx'
import { listMerits, type Merit, reviewCase, reviewMerit, withdrawCase, withdrawMerit } from '../contract.ts'
import { MERIT_TEXTS } from './merit-texts.ts'

/** The reads that an entry or a decision changes. */
export const MERITS_TOUCH = [listMerits.id, 'work.getQueue']

const CONSEQUENCES = {
  honour: 'confirmWhat',
  'serious-case': 'confirmCase',
  'street-method': 'confirmMethod',
  'street-award': 'confirmWhat',
} as const

/** What the reader may do with an entry now. */
export function MeritActs({ merit }: { readonly merit: Merit }) {
  const t = useText(MERIT_TEXTS)
  const isCase = merit.kind === 'serious-case'
  const review = useWrite(isCase ? reviewCase : reviewMerit, { touches: MERITS_TOUCH })
  const withdraw = useWrite(isCase ? withdrawCase : withdrawMerit, { touches: MERITS_TOUCH })
  const { id, title, allowed, documentNumber, documentTitle } = merit
  const document = `${documentNumber} ${documentTitle}`
  return (
    <span className="yz-buttons yz-merit-acts">
      {allowed.includes('review') && (
        <>
          <ConfirmButton
            label={t('confirm')}
            title={title}
            consequence={t(CONSEQUENCES[merit.kind], { document })}
            confirm={t('confirm')}
            onConfirm={() => review.mutateAsync({ id, verdict: 'confirmed', reason: null })}
          />
          <ConfirmButton
            label={t('decline')}
            title={t('decline')}
            consequence={t('declineWhat', { title })}
            confirm={t('decline')}
            isDestructive
            reason={{ required: true }}
            onConfirm={(reason) => review.mutateAsync({ id, verdict: 'declined', reason })}
          />
        </>
      )}
      {allowed.includes('withdraw') && !allowed.includes('review') && (
        <ConfirmButton
          label={t('withdraw')}
          title={t('withdraw')}
          consequence={t('withdrawWhat', { title })}
          confirm={t('withdraw')}
          isDestructive
          reason={{ required: true }}
          onConfirm={(reason) => withdraw.mutateAsync({ id, reason })}
        />
      )}
    </span>
  )
}
