import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '#kernel/refusal.ts'
import { splitStatements } from './statements.ts'

function textsOf(sql: string): string[] {
  return splitStatements(sql).map(({ text }) => text)
}

describe('splitStatements', () => {
  it.each([
    ['nothing', '', []],
    ['only comments and semicolons', '-- a;\n/* b; */ ; ;', []],
    ['a last statement without a semicolon', 'select 1; select 2', ['select 1', 'select 2']],
    ['quotes', `select ';', 'it''s;'; select ";"`, [`select ';', 'it''s;'`, 'select ";"']],
    ['backslashes only in E strings', `select '\\'; select E'\\';'`, [`select '\\'`, `select E'\\';'`]],
    ['dollar quotes', 'do $$ a; b $$; do $x$ $$; $x$;', ['do $$ a; b $$', 'do $x$ $$; $x$']],
    ['a dollar inside a name', 'select a$b$; select c$b$', ['select a$b$', 'select c$b$']],
    ['parameters', 'select $1; select $2', ['select $1', 'select $2']],
    ['nested comments', 'select 1 /* a /* b; */ c; */ ; select 2', ['select 1', 'select 2']],
    ['comments inside a statement', 'select 1 -- a;\n + 2; x', ['select 1 -- a;\n + 2', 'x']],
    ['parentheses', 'create rule r as on x do (a; b); c', ['create rule r as on x do (a; b)', 'c']],
    ['Chinese names and dollar tags', 'select 张$; do $标$ ; $标$; x', ['select 张$', 'do $标$ ; $标$', 'x']],
    [
      'function bodies without quotes',
      'create or replace function f() returns int begin atomic select 1; select case when true then 1 end; end; x',
      ['create or replace function f() returns int begin atomic select 1; select case when true then 1 end; end', 'x'],
    ],
    ['begin outside of functions', 'begin; x; end; y', ['begin', 'x', 'end', 'y']],
  ])('respects %s', (_, sql, expected) => {
    expect(textsOf(sql)).toEqual(expected)
  })

  it('names the line of each statement', () => {
    expect(splitStatements('-- a\n\nselect 1;\n\n select\n 2;').map(({ line }) => line)).toEqual([3, 5])
  })

  it.each(["select 'a", 'select "a', '/* /* */', 'do $a$ $b$', "select E'\\'"])('refuses the unfinished %s', (sql) => {
    expect(() => splitStatements(sql)).toThrow(Refusal)
  })

  const inside = fc.stringMatching(/^[a-z;'"$ \n\\张-]{0,12}$/)
  const token = fc.oneof(
    fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/).map((word) => `w${word}`),
    inside.map((text) => `'${text.replaceAll("'", "''")}'`),
    inside.map((text) => `"${text.replaceAll('"', '""')}"`),
    inside.map((text) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`),
    inside.map((text) => `$q$${text.replaceAll('$', '')}$q$`),
    inside.map((text) => `/* ${text} */`),
    inside.map((text) => `(${text.replaceAll(/['"$\\-]/g, '')})`),
    inside.map((text) => `-- ${text.replaceAll('\n', '')}\n`),
    fc.constantFrom('+', '=', ',', '1', '.5', '$1'),
  )
  const statement = fc.array(token, { minLength: 1, maxLength: 6 }).map((tokens) => `x ${tokens.join(' ')} y`)

  it('gives back the statements that were joined, whatever they are made of', () => {
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 6 }),
        fc.constantFrom(';', ' ;\n', ';;\n-- c;\n'),
        (list, between) => {
          expect(textsOf(list.join(between))).toEqual(list)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('ends on any input: statements or a refusal', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z'"$/*;()\n\\ -]{0,60}$/), (sql) => {
        try {
          for (const { text } of splitStatements(sql)) expect(sql).toContain(text)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
