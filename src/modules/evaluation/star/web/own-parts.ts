import type { ExplainedView } from '#kernel/policy/view.ts'
import type { Leaf } from '../contract.ts'

// What a community reads first of its explanation: the dimensions, and where points were taken off.

type Leaves = Readonly<Record<string, Leaf>>

const holds = (node: ExplainedView, leaves: Leaves): boolean =>
  node.code in leaves || node.parts.some((part) => holds(part, leaves))

/** The parts of the total under which departments scored: where the tree first branches towards their points. */
export function dimensionsOf(tree: ExplainedView, leaves: Leaves): readonly ExplainedView[] {
  const scored = tree.parts.filter((part) => holds(part, leaves))
  const [only, ...more] = scored
  return only && more.length === 0 && only.parts.length > 0 ? dimensionsOf(only, leaves) : scored
}

/** Where a department took points off, in the order of the sheet. */
export function deductionsOf(tree: ExplainedView, leaves: Leaves): { node: ExplainedView; leaf: Leaf }[] {
  const leaf = leaves[tree.code]
  if (leaf) return leaf.reason ? [{ node: tree, leaf }] : []
  return tree.parts.flatMap((part) => deductionsOf(part, leaves))
}
