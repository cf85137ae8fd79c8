import { fail, type Rule } from './rule';
import { equivalentAcu } from '../../capacity/instance-class';
import { instanceClassesOf } from '../source/source';

export const capacityBelowToday: Rule = {
  code: 'CAPACITY_BELOW_TODAY',
  weight: 'warning',
  judge({ source, goal: { capacity: { maxAcu } }, path }) {
    const today = instanceClassesOf(source).map((instanceClass) => ({ what: instanceClass, acu: equivalentAcu(instanceClass) ?? 0 }));
    const { serverlessV1, engineMode } = source.cluster ?? {};
    if (serverlessV1 && engineMode === 'serverless') today.push({ what: 'the Serverless v1 range', acu: serverlessV1.maxAcu });
    const larger = today.filter(({ acu }) => acu > maxAcu).sort((a, b) => b.acu - a.acu)[0];
    return larger && fail(
      `The maximum of ${maxAcu} ACUs is less than there is today: ${larger.what} has ${larger.acu}.`
        + (path === 'in place' ? ' The member that takes over cannot become as warm as the writer that it replaces.' : ''),
      'Raise the maximum, or make sure by the metrics of the last weeks that the load fits into it.',
    );
  },
};
