import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import { RecordDrawer } from '#web/kit/record-pages.tsx'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useMay } from '#web/session.tsx'
import { registerLetter } from '../../registration/contract.ts'
import { CheckRegistration } from '../../registration/web/check-registration.tsx'
import { RegisterLetter } from '../../registration/web/register-letter.tsx'
import { RegisterWorkbook } from '../../registration/web/register-workbook.tsx'
import { type Dispatch, type DispatchInFull, getDispatch, makeWorkbook } from '../contract.ts'
import { PrintLetters } from '../../papers/web/print-menu.tsx'
import { LETTER_TEXTS } from './letter-texts.ts'
import { WorkbookPassword } from './workbook-password.tsx'

type Props = { readonly letter: Dispatch | undefined; readonly onClose: () => void }

/** One letter: whom it asks about, and what is done next. */
export function LetterDrawer({ letter, onClose }: Props) {
  const t = useText(LETTER_TEXTS)
  const say = useSay()
  const title = letter ? t('letterOf', { number: letter.number, name: say(letter.departmentName) }) : ''
  return (
    <RecordDrawer isOpen={letter !== undefined} title={title} onClose={onClose} width={760}>
      {letter && <Opened key={letter.id} dispatch={letter.id} />}
    </RecordDrawer>
  )
}

function Opened({ dispatch }: { readonly dispatch: string }) {
  const t = useText(LETTER_TEXTS)
  const { data, error, refetch } = useRead(getDispatch, { dispatch })
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (data?.id !== dispatch) return <Loading />
  const { openedBy: by, openedOn: on, dueOn: due, rejected } = data
  return (
    <>
      <p className="yz-help">{t('openedBy', { by, on, due })}</p>
      {rejected && <Alert type="warning" showIcon title={t('rejected', rejected)} />}
      <Acts letter={data} />
      <People letter={data} />
    </>
  )
}

type LetterProps = { readonly letter: DispatchInFull }
const DIALOGS = { letter: RegisterLetter, workbook: RegisterWorkbook } as const

function Acts({ letter }: LetterProps) {
  const t = useText(LETTER_TEXTS)
  const may = useMay()
  const [dialog, setDialog] = useState<'letter' | 'workbook' | 'check'>()
  const make = useWrite(makeWorkbook, { touches: [] })
  const { id: dispatch, state, registration } = letter
  const close = () => setDialog(undefined)
  const Dialog = dialog && dialog !== 'check' ? DIALOGS[dialog] : undefined
  const isOpen = state === 'waiting'
  return (
    <>
      <div className="yz-letter-acts">
        <PrintLetters dispatches={[dispatch]} />
        {registration && !registration.mine && (
          <Button type="primary" onClick={() => setDialog('check')}>
            {t('check')}
          </Button>
        )}
        {isOpen && may(registerLetter) && (
          <>
            <Button type="primary" onClick={() => setDialog('letter')}>
              {t('register')}
            </Button>
            <Button onClick={() => setDialog('workbook')}>{t('registerWorkbook')}</Button>
          </>
        )}
        {isOpen && may(makeWorkbook) && (
          <Button loading={make.isPending} title={t('workbookWhat')} onClick={() => make.mutate({ dispatch })}>
            {t('workbook')}
          </Button>
        )}
      </div>
      {registration?.mine && <p>{t('mine')}</p>}
      {make.error && <Failed problem={make.error} title={t('failed')} />}
      {make.data && <WorkbookPassword dispatch={dispatch} password={make.data.password} onClose={make.reset} />}
      {Dialog && <Dialog letter={letter} onClose={close} />}
      {dialog === 'check' && registration && (
        <CheckRegistration registration={registration.id} letter={letter} onClose={close} />
      )}
    </>
  )
}

function People({ letter: { questions, items } }: LetterProps) {
  const t = useText(LETTER_TEXTS)
  const say = useSay()
  const titleOf = (code: string) => items.find((one) => one.code === code)
  return (
    <>
      <h3>{t('questions')}</h3>
      <div className="yz-letter-people" tabIndex={0} role="region" aria-label={t('questions')}>
        <table>
          <thead>
            <tr>
              {(['person', 'idNumber', 'post', 'items'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {questions.map(({ request, personName, idNumber, post, items: asked, replied }) => (
              <tr key={request}>
                <th scope="row">
                  {personName} {replied && <Status tone="good">{t('replied')}</Status>}
                </th>
                <td>{idNumber}</td>
                <td>{post}</td>
                <td>
                  {asked.map((code) => (
                    <span key={code} title={say(titleOf(code) ?? { zh: code, en: code })}>
                      {code}{' '}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
