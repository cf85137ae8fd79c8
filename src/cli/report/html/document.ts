import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { clock } from '../../terminal';
import { gapsOf, type Picture, type Span } from '../picture';
import { chart } from './chart';
import { STYLE } from './style';

/** One file that needs nothing else: no script, no font, no network. */
export function htmlReport(title: string, pictures: readonly Picture[], footnote: string): string {
  return `<!DOCTYPE html>${render(html`
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style dangerouslySetInnerHTML=${{ __html: STYLE }} />
      </head>
      <body>
        ${patterns()}
        <main>${pictures.map(article)}<footer>${footnote}</footer></main>
      </body>
    </html>` as VNode)}\n`;
}

/** Defined once for all charts. */
function patterns() {
  return html`
    <svg width="0" height="0" style="position:absolute" aria-hidden="true">
      <defs>
        <pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y1="0" y2="6" stroke="#9a6b00" stroke-width="1.6" stroke-opacity=".45" />
        </pattern>
        <pattern id="cross" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0H7M0 0V7" stroke="#fff" stroke-width="1.7" stroke-opacity=".6" fill="none" />
        </pattern>
      </defs>
    </svg>`;
}

function article(picture: Picture) {
  const { title, outcome, summary, numbers, problems, endsAtSeconds } = picture;
  return html`
    <article>
      <header><h1>${title}</h1><span class="outcome ${outcome.good ? 'good' : ''}">${outcome.good ? '✓' : '✗'} ${outcome.text}</span></header>
      <ul class="summary">${summary.map((line) => html`<li>${line}</li>`)}</ul>
      ${problems.length > 0 && html`<ul class="problems">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`}
      <dl class="numbers">
        ${numbers.map(({ label, value, note, bad }) => html`<div class=${bad ? 'bad' : undefined}><dt>${label}</dt><dd>${value}${note && html` <small>${note}</small>`}</dd></div>`)}
      </dl>
      <section>
        <h2>What happened</h2>
        ${chart(picture, { fromSeconds: 0, toSeconds: endsAtSeconds, name: `Timeline of ${clock(endsAtSeconds)}` })}
        ${legend()}
      </section>
      ${gapsOf(picture).map(({ gap, lanes }) => closeUp({ ...picture, lanes }, gap))}
      ${words(picture)}
    </article>`;
}

/** A gap of seconds within an hour can hardly be seen: here it fills a third of the width. */
function closeUp(picture: Picture, gap: Span) {
  const around = Math.max(5, gap.toSeconds - gap.fromSeconds);
  const [fromSeconds, toSeconds] = [Math.max(0, gap.fromSeconds - around), Math.min(picture.endsAtSeconds, gap.toSeconds + around)];
  return html`
    <section>
      <h2>While nobody could write</h2>
      <p class="stopped">${gap.text}</p>
      ${chart(picture, { fromSeconds, toSeconds, name: `Close-up from ${clock(fromSeconds)} to ${clock(toSeconds)}` })}
    </section>`;
}

function legend() {
  const span = (kind: string, text: string) => html`
    <li><svg aria-hidden="true" viewBox="0 0 30 18"><g class="span ${kind}">
      <rect class="ground" x="1" y="3" width="28" height="12" rx="2.5" /><rect class="pattern" x="1" y="3" width="28" height="12" rx="2.5" />
    </g></svg>${text}</li>`;
  const mark = (kind: string, shape: VNode | VNode[], text: string) => html`<li><svg aria-hidden="true" viewBox="0 0 30 18"><g class="mark ${kind}">${shape}</g></svg>${text}</li>`;
  return html`
    <ul class="legend" aria-label="Legend">
      ${span('writer', 'the writer')}${span('calm', 'available')}${span('busy', 'changing')}${span('writes', 'writes accepted')}${span('gap', 'nobody can write')}
      ${span('bad', 'in trouble')}
      ${mark('event', html`<path d="M15 15l-4.5-8h9z" />`, 'a resource is done')}
      ${mark('failure', html`<path d="M10.5 5l9 9m0-9l-9 9" />`, 'a resource or a machine failed')}
      ${mark('look', html`<line x1="15" x2="15" y1="8" y2="16" />`, 'a call that looks')}
      ${mark('change', html`<line x1="15" x2="15" y1="4" y2="17" /><circle cx="15" cy="4" r="3.4" />`, 'a call that changes something')}
      ${mark('refused', html`<path d="M11 5l8 8m0-8l-8 8" />`, 'a call that was refused')}
      ${mark('fault', html`<path d="M15 0l9 9l-9 9l-9-9z" /><text x="15" y="13.5">!</text>`, 'a fault on request')}
    </ul>`;
}

/** Everything that is drawn, as text. */
function words({ lanes }: Picture) {
  const rows = lanes.flatMap(({ group, title, spans, marks }) => [
    ...spans.map(({ fromSeconds, text }) => ({ atSeconds: fromSeconds, lane: `${group}: ${title}`, text })),
    ...marks.map(({ atSeconds, text }) => ({ atSeconds, lane: `${group}: ${title}`, text })),
  ]).sort((a, b) => a.atSeconds - b.atSeconds);
  return html`
    <details>
      <summary>The same in words: ${rows.length} lines</summary>
      <table>
        <thead><tr><th scope="col">time</th><th scope="col">lane</th><th scope="col">what</th></tr></thead>
        <tbody>${rows.map(({ atSeconds, lane, text }) => html`<tr><td>${clock(atSeconds)}</td><td>${lane}</td><td>${text}</td></tr>`)}</tbody>
      </table>
    </details>`;
}
