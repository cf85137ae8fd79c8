import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Lane, Mark, Picture, Span } from '../picture';
import { round, type Scale, ticks, x } from './scale';

const LABELS = 232;
const PLOT = 932;
const MARGIN = 26;
const LANE = 34;
const HEADING = 24;
const AXIS = 26;
const LETTER = 6.3;
const LONGEST_NAME = 28;
/** Whatever happened can be seen, however short it was. */
const LEAST_WIDTH = 3;

export interface Window {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly name: string;
}

interface Row {
  readonly lane: Lane;
  readonly y: number;
  /** Where its group begins. */
  readonly heading?: string;
}

/** All lanes over one part of time. */
export function chart({ lanes }: Picture, { name, ...time }: Window): VNode {
  const scale: Scale = { ...time, left: LABELS, width: PLOT };
  const isSeen = ({ fromSeconds, toSeconds }: Span) => toSeconds > time.fromSeconds && fromSeconds < time.toSeconds;
  const isNow = ({ atSeconds }: Mark) => atSeconds >= time.fromSeconds && atSeconds <= time.toSeconds;
  const rows = rowsOf(lanes.map((lane) => ({ ...lane, spans: lane.spans.filter(isSeen), marks: lane.marks.filter(isNow) }))
    .filter(({ spans, marks }) => spans.length + marks.length > 0));
  const bottom = rows.at(-1)!.y + LANE;
  const gaps = rows.flatMap(({ lane }) => lane.spans).filter(({ kind }) => kind === 'gap');
  return html`
    <svg class="chart" viewBox="0 0 ${LABELS + PLOT + MARGIN} ${bottom + 8}" role="group" aria-label=${name}>
      ${gaps.map((gap) => html`<rect class="shadow" aria-hidden="true" x=${x(scale, gap.fromSeconds)} y=${AXIS - 4}
        width=${widthOf(scale, gap)} height=${bottom - AXIS + 4} />`)}
      <g class="axis" aria-hidden="true">
        ${ticks(scale).map(({ atSeconds, label }) => html`
          <line x1=${x(scale, atSeconds)} x2=${x(scale, atSeconds)} y1=${AXIS - 6} y2=${bottom} />
          <text x=${x(scale, atSeconds)} y=${AXIS - 11}>${label}</text>`)}
      </g>
      ${rows.map((row) => laneOf(row, scale))}
      ${handovers(rows, scale)}
    </svg>` as VNode;
}

function rowsOf(lanes: readonly Lane[]): Row[] {
  let y = AXIS;
  return lanes.map((lane, index) => {
    const heading = lane.group === lanes[index - 1]?.group ? undefined : lane.group;
    if (heading) y += HEADING;
    const row = { lane, y, heading };
    y += LANE;
    return row;
  });
}

function laneOf({ lane, y, heading }: Row, scale: Scale) {
  return html`
    ${heading && html`<text class="group" aria-hidden="true" x="0" y=${y - 6}>${heading}</text>`}
    <g class="lane" role="group" aria-label="${lane.group}: ${lane.title}">
      <line class="rule" aria-hidden="true" x1="0" x2=${LABELS + PLOT} y1=${y + LANE - 0.5} y2=${y + LANE - 0.5} />
      <text class="name" aria-hidden="true" x="0" y=${y + 21}><title>${lane.title}</title>${shortened(lane.title)}</text>
      ${lane.spans.map((span) => bar(span, y, scale))}
      ${lane.marks.map((mark) => sign(mark, y, scale))}
    </g>`;
}

/** What CloudFormation made up at the end of a name tells nobody anything; of the rest the beginning and the end say most. */
function shortened(name: string): string {
  const told = name.replace(/([0-9A-F]{8})?-[A-Z0-9]{12,13}$/, '');
  return told.length <= LONGEST_NAME ? told : `${told.slice(0, LONGEST_NAME - 14)}…${told.slice(-13)}`;
}

function widthOf(scale: Scale, { fromSeconds, toSeconds }: Span): number {
  return round(Math.max(LEAST_WIDTH, x(scale, toSeconds) - x(scale, fromSeconds)));
}

function bar(span: Span, y: number, scale: Scale) {
  const left = x(scale, span.fromSeconds);
  const width = widthOf(scale, span);
  const [top, height] = span.kind === 'writer' ? [y + 16, 13] : ['gap', 'writes', 'step'].includes(span.kind) ? [y + 6, 22] : [y + 5, 11];
  const hasRoom = span.label.length * LETTER + 10 < width;
  const beside = span.kind === 'gap' && !hasRoom;
  return html`
    <g role="img" aria-label=${span.text} class="span ${span.kind}" tabindex=${span.kind === 'gap' ? 0 : undefined}>
      <title>${span.text}</title>
      <rect class="ground" x=${left} y=${top} width=${width} height=${height} rx="2.5" />
      <rect class="pattern" x=${left} y=${top} width=${width} height=${height} rx="2.5" />
      ${(hasRoom || beside) && html`
        <text class=${beside ? 'beside' : 'inside'} aria-hidden="true" x=${beside ? left + width + 5 : left + 6} y=${top + height / 2 + 4}>${span.label}</text>`}
    </g>`;
}

function sign({ atSeconds, kind, text }: Mark, y: number, scale: Scale) {
  const at = x(scale, atSeconds);
  const middle = y + LANE / 2;
  const shapes = {
    look: () => html`<line x1=${at} x2=${at} y1=${middle + 1} y2=${middle + 9} />`,
    change: () => html`<line x1=${at} x2=${at} y1=${middle - 7} y2=${middle + 9} /><circle cx=${at} cy=${middle - 8} r="3.4" />`,
    refused: () => html`<line x1=${at} x2=${at} y1=${middle - 4} y2=${middle + 9} /><path d="M${at - 3.5} ${middle - 11}l7 7m0-7l-7 7" />`,
    event: () => html`<path d="M${at} ${middle + 9}l-4.5-8h9z" />`,
    failure: () => html`<path d="M${at - 4.5} ${middle - 8}l9 9m0-9l-9 9" />`,
    fault: () => html`<path d="M${at} ${middle - 10}l9 10l-9 10l-9-10z" /><text x=${at} y=${middle + 4.5}>!</text>`,
  };
  return html`<g role="img" aria-label=${text} class="mark ${kind}"><title>${text}</title>${shapes[kind]()}</g>`;
}

/** A line from one writer of a cluster to the next: the role moves. */
function handovers(rows: readonly Row[], scale: Scale) {
  return [...new Set(rows.map(({ lane }) => lane.cluster))].filter((cluster) => cluster !== undefined).flatMap((cluster) => {
    const terms = rows.filter(({ lane }) => lane.cluster === cluster)
      .flatMap(({ lane, y }) => lane.spans.filter(({ kind }) => kind === 'writer').map((span) => ({ span, y: y + 22.5 })))
      .sort((a, b) => a.span.fromSeconds - b.span.fromSeconds);
    return terms.slice(1).map((after, index) => {
      const before = terms[index];
      const [x1, x2] = [x(scale, before.span.toSeconds), x(scale, after.span.fromSeconds)];
      const bend = Math.max(14, (x2 - x1) / 2);
      return html`<path class="handover" aria-hidden="true" d="M${x1} ${before.y}C${x1 + bend} ${before.y} ${x2 - bend} ${after.y} ${x2} ${after.y}" />`;
    });
  });
}
