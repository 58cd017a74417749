import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The staff pages. `#web/*`, `#kernel/*` and `#<module>/web` resolve through "imports" of package.json, as in Node.
// Everything is served by our own server: no CDN, no foreign fonts, names carry a hash so that they may be cached forever.

const API = process.env['YANZHEN_API'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: 'src/web',
  publicDir: 'public',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // Chromium of the domestic browsers lags by a few years (anchors-product.md §4.1).
    target: ['chrome95', 'safari15', 'firefox95'],
    assetsDir: 'assets',
    reportCompressedSize: true,
    chunkSizeWarningLimit: 900,
  },
  server: { host: '127.0.0.1', port: 5173, strictPort: false, proxy: { '^/api/': API } },
  preview: { host: '127.0.0.1' },
})
