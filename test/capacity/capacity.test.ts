import { capacityRangeProblems } from '../../src/capacity/capacity-range';
import { deriveRange } from '../../src/capacity/derive-range';
import { equivalentAcu } from '../../src/capacity/instance-class';

describe('the ACUs of a provisioned class', () => {
  test.each([
    ['db.t3.medium', 2], ['db.t4g.large', 4], ['db.r6g.large', 8], ['db.r5.xlarge', 16], ['db.r7g.16xlarge', 256], ['db.x2g.large', 16],
    ['db.serverless', undefined], ['db.z9.large', undefined], ['', undefined],
  ])('%s', (instanceClass, acu) => {
    expect(equivalentAcu(instanceClass)).toBe(acu);
  });
});

describe('the problems of a capacity range', () => {
  test.each([
    [{ minAcu: 0.5, maxAcu: 16 }, []],
    [{ minAcu: 0, maxAcu: 1, autoPauseSeconds: 300 }, []],
    [{ minAcu: 256, maxAcu: 256 }, []],
    [{ minAcu: 0.7, maxAcu: 16 }, ['the minimum must be from 0 to 256 ACUs in steps of 0.5, got 0.7']],
    [{ minAcu: 0, maxAcu: 0.5 }, ['the maximum must be from 1 to 256 ACUs in steps of 0.5, got 0.5']],
    [{ minAcu: 8, maxAcu: 300 }, ['the maximum must be from 1 to 256 ACUs in steps of 0.5, got 300']],
    [{ minAcu: 8, maxAcu: 4 }, ['the minimum of 8 ACUs is above the maximum of 4']],
    [{ minAcu: 1, maxAcu: 4, autoPauseSeconds: 200 }, [
      'auto-pause needs a minimum of 0 ACUs, got 1', 'the time until auto-pause must be from 300 to 86400 whole seconds, got 200',
    ]],
    [{ minAcu: NaN, maxAcu: NaN }, [expect.stringContaining('minimum'), expect.stringContaining('maximum')]],
  ])('%j', (range, problems) => {
    expect(capacityRangeProblems(range)).toEqual(problems);
  });
});

describe('a range derived from what is in use', () => {
  test.each([
    ['the largest class', { instanceClasses: ['db.r6g.large', 'db.r6g.2xlarge'], performanceInsights: false }, { minAcu: 4, maxAcu: 32 }],
    ['at least 0.5', { instanceClasses: ['db.t3.small'], performanceInsights: false }, { minAcu: 0.5, maxAcu: 1 }],
    ['at least 2 for Performance Insights', { instanceClasses: ['db.r6g.large'], performanceInsights: true }, { minAcu: 2, maxAcu: 8 }],
    ['never above the maximum', { instanceClasses: ['db.t3.small'], performanceInsights: true }, { minAcu: 1, maxAcu: 1 }],
    ['at most 256', { instanceClasses: ['db.r7g.24xlarge'], performanceInsights: false }, { minAcu: 32, maxAcu: 256 }],
    ['the range of Serverless v1', { instanceClasses: [], serverlessV1: { minAcu: 2, maxAcu: 4 }, performanceInsights: false }, { minAcu: 2, maxAcu: 4 }],
    ['the range of a large Serverless v1', { instanceClasses: [], serverlessV1: { minAcu: 8, maxAcu: 384 }, performanceInsights: false }, { minAcu: 8, maxAcu: 256 }],
  ])('%s', (_, inUse, range) => {
    expect(deriveRange(inUse)?.range).toEqual(range);
  });

  test('says why', () => {
    expect(deriveRange({ instanceClasses: ['db.r6g.large'], performanceInsights: false })?.reason)
      .toBe('the largest class in use, db.r6g.large, has 16 GiB, which is 8 ACUs; the minimum is an eighth of that, at least 0.5');
  });

  test('is none where no class is known', () => {
    expect(deriveRange({ instanceClasses: ['db.z9.large'], performanceInsights: false })).toBeUndefined();
  });
});
