import { display, multiply, type Rational, rational } from '#kernel/policy/rational.ts'

// Exact numbers as people read them in a rule: 30%, 12.5, 18.

const HUNDRED = rational(100)

/** Without needless zeros; two places are as many as any rule of a pack has. */
export function plain(value: Rational): string {
  return display(value).replace(/\.?0+$/, '')
}

export function percent(share: Rational): string {
  return `${plain(multiply(share, HUNDRED))}%`
}
