// What is pure about letters: how their numbers are typed.

/** A number as it is typed by hand or by a scanner: width, blanks and the kind of brackets do not count. */
export function sameNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[([{〔【﹝]/g, '〔')
    .replace(/[)\]}〕】﹞]/g, '〕')
}
