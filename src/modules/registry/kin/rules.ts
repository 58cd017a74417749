import type { Degree } from './contract.ts'

const INVERSE: Readonly<Record<Degree, Degree>> = {
  spouse: 'spouse',
  child: 'parent',
  parent: 'child',
  sibling: 'sibling',
  grandparent: 'grandchild',
  grandchild: 'grandparent',
  'in-law': 'in-law',
  other: 'other',
}

/** What a is to b, when b is that to a. */
export const inverse = (degree: Degree): Degree => INVERSE[degree]
