import { useBlocker } from '@tanstack/react-router'
import { Confirm } from '#web/kit/confirm.tsx'
import { useText } from '#web/language/language.tsx'
import { QUESTION_TEXTS } from './question-texts.ts'

/** Asks before answers that were not submitted are left; a session that has ended is not kept. */
export function LeaveWarning({ isDirty }: { readonly isDirty: boolean }) {
  const t = useText(QUESTION_TEXTS)
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && next.pathname !== current.pathname && next.pathname !== '/sign-in',
    enableBeforeUnload: isDirty,
    withResolver: true,
  })
  return (
    <Confirm
      open={status === 'blocked'}
      title={t('leaveTitle')}
      confirm={t('leaveConfirm')}
      isDestructive
      consequence={t('leave')}
      onConfirm={async () => proceed?.()}
      onClose={() => reset?.()}
    />
  )
}
