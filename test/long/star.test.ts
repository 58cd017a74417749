import { it } from 'vitest'
import { STAR_PROPERTIES } from '../support/star-properties.ts'

it.each(Object.entries(STAR_PROPERTIES))('%s, twenty thousand times', (_name, check) => check(20_000))
