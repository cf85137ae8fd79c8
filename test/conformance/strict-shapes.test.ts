import { DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { GetParametersByPathCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { cbor } from '@smithy/core/cbor';
import { problemsOf } from './strict-shapes';
import { Endpoint } from '../../src/simulator/endpoint';
import type { WireRequest, WireResponse } from '../../src/simulator/wire/protocol';
import { inProcessRequestHandler } from '../../src/simulator/wire/request-handler';
import { exampleAccount } from '../support/simulated-account';

/** The problems of an answer after somebody has changed it. */
async function problemsAfter(change: (body: string) => string, command: any, kind: 'rds' | 'ssm' = 'rds'): Promise<string[]> {
  const { account, ssm, ...clients } = await exampleAccount();
  await ssm.send(new PutParameterCommand({ Name: '/a/b', Value: 'x', Type: 'String' }));
  const endpoint = new Endpoint(account);
  const problems: string[] = [];
  const requestHandler = inProcessRequestHandler(async (request: WireRequest) => {
    const response = (await endpoint.answer(request))!;
    problems.push(...await problemsOf(request, { ...response, body: change(String(response.body)) }));
    return response;
  });
  const client: any = { ssm, ...clients }[kind];
  await new client.constructor({ ...clients.config, requestHandler }).send(command);
  return problems;
}

const clusters = new DescribeDBClustersCommand({});
const parameters = new GetParametersByPathCommand({ Path: '/a' });

describe('an answer is compared with the shapes of the SDK', () => {
  test('one that fits has no problem', async () => {
    expect(await problemsAfter((body) => body, clusters)).toEqual([]);
    expect(await problemsAfter((body) => body, parameters, 'ssm')).toEqual([]);
  });

  test.each([
    ['a member that the shape does not have', '<Status>', '<State>x</State><Status>', 'DescribeDBClusters.DBClusters.0.State is not in the shape: "x"'],
    ['a text for a number', '<Port>3306<', '<Port>many<', 'DescribeDBClusters.DBClusters.0.Port is not a number: "many"'],
    ['a text for a boolean', '<MultiAZ>true<', '<MultiAZ>yes<', 'DescribeDBClusters.DBClusters.0.MultiAZ is not a boolean: "yes"'],
    ['a number for a time', /<ClusterCreateTime>[^<]*/, '<ClusterCreateTime>1', 'DescribeDBClusters.DBClusters.0.ClusterCreateTime is not a timestamp: "1"'],
    ['another name of the items', /(<\/?)AvailabilityZone>/g, '$1Zone>', 'DescribeDBClusters.DBClusters.0.AvailabilityZones is not a list of the shape: {"Zone":["eu-west-1a","eu-west-1b","eu-west-1c"]}'],
    ['no value of the enumeration', '<ActivityStreamStatus>stopped', '<ActivityStreamStatus>off',
      'DescribeDBClusters.DBClusters.0.ActivityStreamStatus is none of started, starting, stopped, stopping: "off"'],
    ['no status that AWS documents', '<Status>available<', '<Status>fine<', expect.stringMatching(/^DescribeDBClusters\.DBClusters\.0\.Status is none of available, .*: "fine"$/)],
    ['something beside the result', '<ResponseMetadata>', '<More/><ResponseMetadata>', 'DescribeDBClusters.More: unknown beside the result'],
    ['the root of another operation', /DescribeDBClustersResponse/g, 'ModifyDBClustersResponse', 'DescribeDBClusters: the root is not DescribeDBClustersResponse'],
  ])('in XML: %s', async (_, from, to, problem) => {
    expect(await problemsAfter((body) => body.replace(from, to), clusters)).toContainEqual(problem);
  });

  test.each([
    ['a member that the shape does not have', '"Name"', '"Title":1,"Name"', 'GetParametersByPath.Parameters.0.Title is not in the shape: 1'],
    ['a text for a number', '"Version":1', '"Version":"1"', 'GetParametersByPath.Parameters.0.Version is not a number: "1"'],
    ['a text for a time', /"LastModifiedDate":\d+/, '"LastModifiedDate":"today"', 'GetParametersByPath.Parameters.0.LastModifiedDate is not a timestamp: "today"'],
    ['no value of the enumeration', '"Type":"String"', '"Type":"Text"', expect.stringMatching(/^GetParametersByPath\.Parameters\.0\.Type is none of .*: "Text"$/)],
  ])('in JSON: %s', async (_, from, to, problem) => {
    expect(await problemsAfter((body) => body.replace(from, to), parameters, 'ssm')).toContainEqual(problem);
  });

  test('in CBOR: a time without its tag, a member that the shape does not have', async () => {
    const request: WireRequest = {
      path: '/service/GraniteServiceVersion20100801/operation/GetMetricStatistics',
      headers: { 'authorization': 'Credential=TEST/20261201/eu-west-1/monitoring/aws4_request', 'smithy-protocol': 'rpc-v2-cbor' },
      body: Buffer.alloc(0),
    };
    const response = (body: object): WireResponse => ({ status: 200, headers: { 'content-type': 'application/cbor' }, body: cbor.serialize(body) });
    expect(await problemsOf(request, response({ Datapoints: [{ Timestamp: 1796083200, Value: 1 }] }))).toEqual([
      'GetMetricStatistics.Datapoints.0.Timestamp is not a timestamp: 1796083200',
      'GetMetricStatistics.Datapoints.0.Value is not in the shape: 1',
    ]);
  });
});
