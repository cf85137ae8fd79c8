import type { DatabaseReport, Report } from '../contract/report';

const STYLE = 'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}'
  + 'table{border-collapse:collapse}td,th{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top}';

/** The report as one self-contained page. */
export function reportPage(report: Report): string {
  const { cluster, status, startedAt, reportedAt, elapsedSeconds, writeGap, before, now, events, problems } = report;
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    `<title>${escape(`${cluster}: ${status}`)}</title><style>${STYLE}</style>`,
    `<h1>${escape(cluster)}: ${escape(status)}</h1>`,
    table([
      ['began', startedAt ?? 'not at all'], ['reported', reportedAt], ['elapsed', `${elapsedSeconds} s`],
      ['nobody could write', `from ${writeGap.leastSeconds} to ${writeGap.mostSeconds} s, measured ${writeGap.method}`],
      ['before', describe(before)], ['now', describe(now)],
    ]),
    problems.length > 0 ? `<h2>Problems</h2>${table(problems.map(({ code, message, remedy }) => [code, `${message} ${remedy}`]))}` : '',
    `<h2>What happened</h2>${table(events.map(({ at, what }) => [at, what]))}`,
    '</html>',
  ].join('\n');
}

function describe(database: DatabaseReport | undefined): string {
  if (!database) return 'not known';
  const members = database.members.map(({ identifier, instanceClass, isWriter }) => `${identifier} (${instanceClass}${isWriter ? ', writer' : ''})`);
  return `${database.engine} ${database.engineVersion}, ${database.engineMode}: ${members.join(', ') || 'no DB instances'}`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  return `<table>${rows.map(([name, value]) => `<tr><th scope="row">${escape(name)}<td>${escape(value)}`).join('')}</table>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
