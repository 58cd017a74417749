import { CaretRightFilled } from '@ant-design/icons'
import { createContext, type ReactNode, use, useId, useMemo, useState } from 'react'
import type { ExplainedView } from '#kernel/policy/view.ts'
import { useLanguage, useText } from '../language/language.tsx'
import { drawings } from './drawings.ts'
import { EXPLAINED_TEXTS } from './explained-texts.ts'
import { noteSentence } from './notes.ts'
import { barOf, gradeOf, type RuleBook, type Telling, titleOf, weightText } from './rule-book.ts'
import { droppedOf } from './trimmed-mean.ts'

/** What stands at the end of a branch: the sheet with department, reason and document, or a word that it is closed. */
export type Leaf = (node: ExplainedView, path: readonly ExplainedView[]) => ReactNode

type TreeContext = { readonly telling: Telling; readonly leaf: Leaf | undefined; readonly openTo: number }

const Tree = createContext<TreeContext | undefined>(undefined)

function useTree(): TreeContext {
  const tree = use(Tree)
  if (!tree) throw new Error('useTree needs an ExplainedTree above it')
  return tree
}

type ExplainedTreeProps = {
  readonly view: ExplainedView
  readonly book: RuleBook
  readonly leaf?: Leaf | undefined
  /** Levels that are open at first, a chain of single parts counting as one; Infinity for print. */
  readonly openTo?: number
}

/** The whole way from a figure down to its sheets. */
export function ExplainedTree({ view, book, leaf, openTo = 1 }: ExplainedTreeProps) {
  const { language } = useLanguage()
  const tree = useMemo(() => ({ telling: { language, book }, leaf, openTo }), [language, book, leaf, openTo])
  return (
    <Tree value={tree}>
      <ul className="yz-tree">
        <Node node={view} path={[]} />
      </ul>
    </Tree>
  )
}

/** Notes whose whole content stands in the formula already. */
const SAID_BY_FORMULA: readonly string[] = ['chosen', 'limited']

type NodeProps = {
  readonly node: ExplainedView
  readonly path: readonly ExplainedView[]
  /** Of a sheet: its place in the pile, and whether it was left out. */
  readonly sheet?: { readonly number: number; readonly isDropped: boolean }
}

/** Bands and limits hand a number on: a reader wants to see through them, to what it was added up from. */
const HANDS_ON: readonly ExplainedView['mechanism'][] = ['bands@1', 'cap@1', 'floor@1', 'choose@1', 'quota@1']

/** On the way from the top through nodes that hand their first part on. */
function isMainLine(node: ExplainedView, path: readonly ExplainedView[]): boolean {
  return path.every(
    (above, index) => HANDS_ON.includes(above.mechanism) && above.parts[0] === (path[index + 1] ?? node),
  )
}

function Node({ node, path, sheet }: NodeProps) {
  const { telling, leaf, openTo } = useTree()
  const [isOpen, setOpen] = useState(path.length < openTo || isMainLine(node, path))
  const id = useId()
  const atLeaf = node.parts.length === 0 ? leaf?.(node, path) : undefined
  const canOpen = node.parts.length > 0 || Boolean(atLeaf)
  const through = isMainLine(node, path) && HANDS_ON.includes(node.mechanism) ? ' yz-node-through' : ''
  const classes = `yz-node${through}${node.value === null ? ' yz-node-missing' : ''}${sheet?.isDropped ? ' yz-node-dropped' : ''}`
  return (
    <li className={classes}>
      <NodeHead
        node={node}
        sheet={sheet}
        id={id}
        isOpen={isOpen}
        onToggle={canOpen ? () => setOpen(!isOpen) : undefined}
      />
      {isOpen && canOpen && (
        <div className="yz-node-body" id={id}>
          {!sheet && <p className="yz-formula">{drawings[node.mechanism].formula(node, telling)}</p>}
          {node.note && !SAID_BY_FORMULA.includes(node.note.code) && (
            <p className="yz-note">{noteSentence(node.note, telling)}</p>
          )}
          {atLeaf}
          {node.parts.length > 0 && <Parts node={node} path={[...path, node]} />}
        </div>
      )}
    </li>
  )
}

function Parts({ node, path }: { readonly node: ExplainedView; readonly path: readonly ExplainedView[] }) {
  const above = path.at(-2)
  const dropped = above?.mechanism === 'trimmed-mean@1' ? droppedOf(above.note) : []
  const isPile = node.mechanism === 'fact@1'
  return (
    <ul>
      {node.parts.map((part, index) => (
        <Node
          // A pile's sheets share one code and have no name of their own: their place is what tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          key={`${part.code}·${index}`}
          node={part}
          path={path}
          {...(isPile ? { sheet: { number: index + 1, isDropped: dropped.includes(index) } } : {})}
        />
      ))}
    </ul>
  )
}

type NodeHeadProps = Omit<NodeProps, 'path'> & {
  readonly id: string
  readonly isOpen: boolean
  readonly onToggle: (() => void) | undefined
}

function NodeHead({ node, sheet, id, isOpen, onToggle }: NodeHeadProps) {
  const t = useText(EXPLAINED_TEXTS)
  const { telling } = useTree()
  const clause = telling.book.rule(node.code)?.clause
  const title = sheet ? t('sheet', { number: sheet.number }) : titleOf(node.code, telling)
  const name = (
    <span className="yz-node-title">
      {title}
      {clause && !sheet && <small title={node.code}>{clause}</small>}
      {sheet?.isDropped && <small>{t('dropped')}</small>}
    </span>
  )
  return (
    <div className="yz-node-head">
      {onToggle ? (
        <button type="button" aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={onToggle}>
          <CaretRightFilled rotate={isOpen ? 90 : 0} aria-hidden />
          {name}
        </button>
      ) : (
        <span className="yz-node-flat">{name}</span>
      )}
      <Bar node={node} />
      <Amount node={node} />
    </div>
  )
}

function Bar({ node }: { readonly node: ExplainedView }) {
  const width = barOf(node)
  if (width === undefined) return <span className="yz-bar-none" />
  return (
    <span className="yz-bar" aria-hidden>
      <span style={{ width: `${width}%` }} />
    </span>
  )
}

function Amount({ node }: { readonly node: ExplainedView }) {
  const t = useText(EXPLAINED_TEXTS)
  const { telling } = useTree()
  const { display, max, weight, times, grade, mechanism } = node
  const hasGrade = grade !== null && mechanism !== 'fact@1'
  return (
    <span className="yz-amount">
      <span className="yz-amount-number">
        {display ?? t('missing')}
        {max && <small>/{max.replace(/\.?0+$/, '')}</small>}
      </span>
      {hasGrade && <span className="yz-amount-grade">{gradeOf(grade, telling)}</span>}
      {weight && weight !== '1/1' && (
        <span className="yz-amount-weight">{t('weight', { weight: weightText(weight) })}</span>
      )}
      {times && <span className="yz-amount-weight">{t('times', { count: times.replace('/1', '') })}</span>}
    </span>
  )
}
