import { expect, it } from 'vitest'
import { deviceOf } from './device.ts'

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'

it('names a device by the browser and the system that people know', () => {
  expect(deviceOf(CHROME).zh).toBe('Chrome · Windows')
  expect(deviceOf(`${CHROME} Edg/131.0.0.0`).zh).toBe('Edge · Windows')
  expect(deviceOf('node').zh).toBe('命令行')
  expect(deviceOf('unknown').en).toBe('Unknown device')
})
