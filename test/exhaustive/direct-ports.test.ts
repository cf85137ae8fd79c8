import { rehearse } from './rehearsal';
import { describedSource, SOURCES } from './sources';
import { goalFor } from '../../src/cli/rehearse/goal';
import { rehearseInProcess } from '../../src/cli/rehearse/in-process';

test.each(SOURCES.map((source) => [source.name, source] as const))('%s is moved by the same calls at the same times with a wire and without', async (_, source) => {
  const described = await describedSource(source);
  const report = await rehearseInProcess(described, goalFor(described, source.wishes), { seed: 5 });
  const { outcome, measured, recorded } = await rehearse(described, source.wishes, { seed: 5 });
  expect([outcome, measured.elapsedSeconds, measured.writeGapSeconds, recorded.length])
    .toEqual([report.outcome, report.elapsedSeconds, report.writeGapSeconds, report.apiCalls - report.apiCallsBeforeDriver]);
});
