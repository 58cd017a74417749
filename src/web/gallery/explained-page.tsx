import { useState } from 'react'
import type { ExplainedView } from '#kernel/policy/view.ts'
import { ExplainedDrawer } from '../explained/explained-drawer.tsx'
import { ExplainedTree } from '../explained/explained-tree.tsx'
import { Figure } from '../kit/figure.tsx'
import { PrintPage } from '../kit/print-page.tsx'
import { Page } from '../shell/page.tsx'
import { BOOK, REPORT, STAR } from './samples.ts'

function leaf({ code, value }: ExplainedView) {
  if (value === null || !code.startsWith('SR-')) return undefined
  return (
    <div className="yz-leaf">
      <dl>
        <dt>扣分原因</dt>
        <dd>一季度“三资”公开迟于规定时间，经核实。</dd>
        <dt>依据文件</dt>
        <dd>福纪督〔2026〕12号</dd>
        <dt>提交</dt>
        <dd>2026-07-02</dd>
      </dl>
    </div>
  )
}

export function ExplainedPage() {
  const [open, setOpen] = useState(true)
  return (
    <Page title="数字的由来">
      <div className="yz-card yz-card-body">
        <Figure label="南关社区 星级总分" value="86.50" size="large" onOpen={() => setOpen(true)} />{' '}
        <Figure label="提级述职" value={null} onOpen={() => setOpen(true)} />
        <ExplainedTree view={REPORT} book={BOOK} leaf={leaf} openTo={Infinity} />
      </div>
      <div className="yz-card yz-card-body" style={{ marginTop: 16 }}>
        <PrintPage title="南关社区：星级总分" line="2026年上半年" foot="张敏 打印于 2026-07-06">
          <table>
            <thead>
              <tr>
                <th>社区</th>
                <th>总分</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>南关社区</td>
                <td>86.50</td>
              </tr>
            </tbody>
          </table>
        </PrintPage>
      </div>
      <ExplainedDrawer
        isOpen={open}
        onClose={() => setOpen(false)}
        subject="清洋街道 南关社区"
        period="2026年上半年"
        figure="星级总分"
        explanation={{ view: STAR, book: BOOK }}
        leaf={leaf}
        onRecompute={async () => ({ isSame: true })}
      />
    </Page>
  )
}
