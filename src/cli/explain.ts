import type { z } from 'zod'
import type { contract } from '#evaluation'
