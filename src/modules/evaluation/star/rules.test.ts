import { it } from 'vitest'
import { STAR_PROPERTIES } from '../../../../test/support/star-properties.ts'

it.each(Object.entries(STAR_PROPERTIES))('%s', (_name, check) => check(200))
