import { type Group, pass, rds } from '../step';

const reports = { DBClusterEndpointIdentifier: 'reports' };
const mysql80 = { DBClusterIdentifier: 'mysql-80' };
const READER = 'provisioned-instance-2';

export const CUSTOM_ENDPOINTS: Group = {
  name: 'custom endpoints',
  steps: [
    rds('CreateDBClusterEndpoint', { ...mysql80, ...reports, EndpointType: 'READER', StaticMembers: [READER] }, {
      gives: { ...reports, ...mysql80, Status: 'creating', EndpointType: 'CUSTOM', CustomEndpointType: 'READER', StaticMembers: [READER], ExcludedMembers: [] },
    }),
    rds('CreateDBClusterEndpoint', { ...mysql80, ...reports, EndpointType: 'READER' }, { fails: 'DBClusterEndpointAlreadyExistsFault' }),
    rds('CreateDBClusterEndpoint', { DBClusterIdentifier: 'none', DBClusterEndpointIdentifier: 'x', EndpointType: 'ANY' }, { fails: 'DBClusterNotFoundFault' }),
    rds('CreateDBClusterEndpoint', { ...mysql80, DBClusterEndpointIdentifier: 'x', EndpointType: 'SOME' }, { fails: 'InvalidParameterValue' }),
    rds('CreateDBClusterEndpoint', { ...mysql80, DBClusterEndpointIdentifier: 'x', EndpointType: 'ANY', StaticMembers: [READER], ExcludedMembers: [READER] }, {
      fails: 'InvalidParameterCombination',
    }),
    rds('ModifyDBClusterEndpoint', { ...reports, EndpointType: 'ANY' }, { fails: 'InvalidDBClusterEndpointStateFault' }),
    pass(120),
    rds('ModifyDBClusterEndpoint', { ...reports, EndpointType: 'ANY', ExcludedMembers: [READER] }, {
      gives: { Status: 'modifying', CustomEndpointType: 'ANY', StaticMembers: [], ExcludedMembers: [READER] },
    }),
    pass(120),
    rds('ModifyDBClusterEndpoint', { ...reports, StaticMembers: [READER] }, { gives: { CustomEndpointType: 'ANY', StaticMembers: [READER] } }),
    pass(120),
    rds('DescribeDBClusterEndpoints', mysql80, { gives: { DBClusterEndpoints: [{ EndpointType: 'WRITER' }, { EndpointType: 'READER' }, { ...reports, Status: 'available' }] } }),
    ...['b', 'c', 'd', 'e'].map((name) => rds('CreateDBClusterEndpoint', { ...mysql80, DBClusterEndpointIdentifier: name, EndpointType: 'ANY' })),
    rds('CreateDBClusterEndpoint', { ...mysql80, DBClusterEndpointIdentifier: 'f', EndpointType: 'ANY' }, { fails: 'DBClusterEndpointQuotaExceededFault' }),
    rds('DeleteDBClusterEndpoint', reports, { gives: { Status: 'deleting' } }),
    pass(120),
    rds('DescribeDBClusterEndpoints', reports, { fails: 'DBClusterEndpointNotFoundFault' }),
  ],
};
