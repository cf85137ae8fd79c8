import colors from 'picocolors';
import { clock, columns } from '../terminal';
import type { Lane, Mark, Picture, Span } from './picture';

const WIDTH = 56;

type Paint = (text: string) => string;
interface Ink {
  readonly character: string;
  readonly paint: Paint;
}

const NOTHING: Ink = { character: ' ', paint: (text) => text };

const SPANS: Record<Span['kind'], Ink> = {
  calm: { character: '─', paint: colors.dim },
  busy: { character: '▒', paint: colors.yellow },
  bad: { character: '╳', paint: colors.red },
  step: { character: '▬', paint: colors.cyan },
  writer: { character: '█', paint: colors.blue },
  writes: { character: '─', paint: colors.green },
  gap: { character: '▓', paint: colors.red },
};

const MARKS: Record<Mark['kind'], Ink> = {
  look: { character: '·', paint: colors.dim },
  event: { character: '▴', paint: colors.cyan },
  change: { character: '┃', paint: colors.bold },
  refused: { character: '×', paint: colors.yellow },
  failure: { character: '✗', paint: colors.red },
  fault: { character: '◆', paint: colors.magenta },
};

/** What is drawn over what, where a column has room for one thing only. */
const ORDER: readonly Mark['kind'][] = ['look', 'event', 'change', 'refused', 'failure', 'fault'];

const LEGEND = '█ the writer  ▒ changing  ▓ nobody can write  ┃ call that changes  · call that looks  × refused  ◆ fault';

/** The lanes over the whole time, one line each. */
export function drawLanes({ lanes, endsAtSeconds }: Picture): string {
  const scale = WIDTH / Math.max(1, endsAtSeconds);
  const middle = clock(endsAtSeconds / 2);
  const ruler = `0:00${middle.padStart(WIDTH / 2 - 4 + Math.ceil(middle.length / 2)).padEnd(WIDTH - 4 - clock(endsAtSeconds).length)}${clock(endsAtSeconds)}`;
  const rows = lanes.map((lane) => [lane.group, lane.title, draw(lane, scale)])
    .map(([group, ...rest], index) => [group === lanes[index - 1]?.group ? '' : colors.bold(group), ...rest]);
  return `${columns([['', '', colors.dim(ruler)], ...rows])}\n  ${colors.dim(LEGEND)}`;
}

function draw({ spans, marks }: Lane, scale: number): string {
  const cells = Array.from({ length: WIDTH }, () => NOTHING);
  const column = (atSeconds: number) => Math.min(WIDTH - 1, Math.floor(atSeconds * scale));
  for (const { fromSeconds, toSeconds, kind } of [...spans].sort((a, b) => weight(a) - weight(b))) {
    const first = column(fromSeconds);
    cells.fill(SPANS[kind], first, Math.max(first + 1, Math.round(toSeconds * scale)));
  }
  for (const kind of ORDER) {
    for (const mark of marks) if (mark.kind === kind) cells[column(mark.atSeconds)] = MARKS[kind];
  }
  const runs: { readonly ink: Ink; length: number }[] = [];
  for (const ink of cells) {
    const run = runs.at(-1);
    if (run?.ink === ink) run.length++;
    else runs.push({ ink, length: 1 });
  }
  return runs.map(({ ink: { character, paint }, length }) => paint(character.repeat(length))).join('');
}

/** The role is drawn over the status, a gap over everything. */
function weight({ kind }: Span): number {
  return ['calm', 'busy', 'bad', 'writer', 'gap'].indexOf(kind);
}
