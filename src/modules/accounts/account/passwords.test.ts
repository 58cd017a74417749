import { expect, it } from 'vitest'
import { isStrong } from '../session/rules.ts'
import { newFirstPassword } from './passwords.ts'

it('first passwords are strong, differ, and hold no sign that is taken for another', () => {
  const passwords = Array.from({ length: 500 }, newFirstPassword)
  expect(new Set(passwords).size).toBe(500)
  expect(passwords.filter((password) => !isStrong(password) || /[0O1lI]/.test(password))).toEqual([])
})
