import { type Group, pass, rds } from '../step';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:dbadmin-abc123';
const ROLE = 'arn:aws:iam::123456789012:role/rds-proxy';
const POOL = { MaxConnectionsPercent: 80, MaxIdleConnectionsPercent: 40, ConnectionBorrowTimeout: 30 };
const shop = { DBProxyName: 'shop' };
const auth = { Auth: [{ AuthScheme: 'SECRETS' as const, SecretArn: SECRET, IAMAuth: 'REQUIRED' as const }] };
const network = { VpcSubnetIds: ['subnet-1', 'subnet-2'] };
const create = { ...shop, ...auth, ...network, EngineFamily: 'MYSQL' as const, RoleArn: ROLE };

export const PROXIES: Group = {
  name: 'proxies',
  steps: [
    rds('CreateDBProxy', {
      ...create,
      VpcSecurityGroupIds: ['sg-1'],
      RequireTLS: true,
      IdleClientTimeout: 600,
      DebugLogging: true,
      EndpointNetworkType: 'IPV4',
      TargetConnectionNetworkType: 'IPV4',
      DefaultAuthScheme: 'NONE',
      Tags: [{ Key: 'team', Value: 'shop' }],
    }, { gives: { DBProxy: { ...shop, Status: 'creating', EngineFamily: 'MYSQL', RequireTLS: true, IdleClientTimeout: 600, DebugLogging: true, Auth: auth.Auth } } }),
    rds('CreateDBProxy', create, { fails: 'DBProxyAlreadyExistsFault' }),
    rds('CreateDBProxy', { ...create, DBProxyName: 'narrow', VpcSubnetIds: ['subnet-1'] }, { fails: 'InvalidSubnet' }),
    rds('CreateDBProxy', { ...create, DBProxyName: 'open', Auth: undefined }, { fails: 'InvalidParameterCombination' }),
    rds('CreateDBProxy', { ...create, DBProxyName: 'idle', IdleClientTimeout: 30_000 }, { fails: 'InvalidParameterValue' }),
    rds('ModifyDBProxy', { ...shop, RequireTLS: false }, { fails: 'InvalidDBProxyStateFault' }),
    pass(600),
    rds('DescribeDBProxies', { ...shop, MaxRecords: 20 }, { gives: { DBProxies: [{ ...shop, Status: 'available' }] } }),
    rds('DescribeDBProxies', { Marker: '1' }, { gives: { DBProxies: [] } }),
    rds('DescribeDBProxies', { DBProxyName: 'nobody' }, { fails: 'DBProxyNotFoundFault' }),
    rds('DescribeDBProxyTargetGroups', { ...shop, TargetGroupName: 'default', MaxRecords: 20 }, {
      gives: { TargetGroups: [{ ...shop, TargetGroupName: 'default', IsDefault: true, ConnectionPoolConfig: { MaxConnectionsPercent: 100 } }] },
    }),
    rds('DescribeDBProxyTargetGroups', { ...shop, Marker: '1' }, { gives: { TargetGroups: [] } }),
    rds('DescribeDBProxyTargetGroups', { ...shop, TargetGroupName: 'other' }, { fails: 'DBProxyTargetGroupNotFoundFault' }),
    rds('ModifyDBProxyTargetGroup', {
      ...shop, TargetGroupName: 'default', ConnectionPoolConfig: { MaxConnectionsPercent: 80, ConnectionBorrowTimeout: 30 },
    }, { gives: { DBProxyTargetGroup: { ConnectionPoolConfig: POOL } } }),
    rds('ModifyDBProxyTargetGroup', { ...shop, TargetGroupName: 'default', NewName: 'other' }, { fails: 'InvalidParameterValue' }),
    rds('RegisterDBProxyTargets', { ...shop, TargetGroupName: 'default', DBClusterIdentifiers: ['mysql-80'] }, {
      gives: {
        DBProxyTargets: [
          { Type: 'TRACKED_CLUSTER', RdsResourceId: 'mysql-80' },
          { Type: 'RDS_INSTANCE', RdsResourceId: 'provisioned-instance-1', Role: 'READ_WRITE', TargetHealth: { State: 'REGISTERING' } },
          { RdsResourceId: 'provisioned-instance-2', Role: 'READ_ONLY' },
        ],
      },
    }),
    rds('RegisterDBProxyTargets', { ...shop, DBClusterIdentifiers: ['mysql-80'] }, { fails: 'DBProxyTargetAlreadyRegisteredFault' }),
    rds('RegisterDBProxyTargets', { ...shop, DBInstanceIdentifiers: ['rds-postgres'] }, { fails: 'InvalidParameterCombination' }),
    pass(600),
    rds('DescribeDBProxyTargets', { ...shop, TargetGroupName: 'default', MaxRecords: 20 }, {
      gives: { Targets: [{ RdsResourceId: 'mysql-80' }, { TargetHealth: { State: 'AVAILABLE' } }, { TargetHealth: { State: 'AVAILABLE' } }] },
    }),
    rds('DescribeDBProxyTargets', { ...shop, Marker: '3' }, { gives: { Targets: [] } }),
    rds('DeregisterDBProxyTargets', { ...shop, TargetGroupName: 'default', DBInstanceIdentifiers: ['x'] }, { fails: 'DBProxyTargetNotFoundFault' }),
    rds('DeregisterDBProxyTargets', { ...shop, DBClusterIdentifiers: ['mysql-80'] }),
    rds('DescribeDBProxyTargets', shop, { gives: { Targets: [] } }),
    rds('ModifyDBProxy', {
      ...shop,
      ...auth,
      NewDBProxyName: 'renamed',
      DefaultAuthScheme: 'IAM_AUTH',
      RequireTLS: true,
      IdleClientTimeout: 900,
      DebugLogging: false,
      RoleArn: `${ROLE}-2`,
      SecurityGroups: ['sg-2'],
    }, { gives: { DBProxy: { Status: 'modifying', RoleArn: `${ROLE}-2`, VpcSecurityGroupIds: ['sg-2'], IdleClientTimeout: 900, DebugLogging: false } } }),
    pass(120),
    rds('DescribeDBProxies', { DBProxyName: 'renamed' }, { gives: { DBProxies: [{ DBProxyName: 'renamed', Endpoint: expect.stringMatching(/^renamed\.proxy-/) }] } }),
    rds('DeleteDBProxy', { DBProxyName: 'renamed' }, { gives: { DBProxy: { Status: 'deleting' } } }),
    rds('DeleteDBProxy', { DBProxyName: 'renamed' }, { fails: 'InvalidDBProxyStateFault' }),
    pass(600),
    rds('DeleteDBProxy', { DBProxyName: 'renamed' }, { fails: 'DBProxyNotFoundFault' }),
  ],
};
