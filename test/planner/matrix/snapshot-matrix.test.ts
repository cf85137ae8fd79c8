import { comparePlansOf } from './matrix';

describe('every source version to every version with Serverless v2: as few upgrades as possible, a refusal, or a question to AWS', () => {
  comparePlansOf('a cluster snapshot');
  comparePlansOf('a Serverless v1 snapshot');
});
