import * as shapes from '@aws-sdk/client-ssm';
import type { GetParameterRequest, GetParameterResult, GetParametersByPathRequest, GetParametersByPathResult, PutParameterRequest, PutParameterResult } from '@aws-sdk/client-ssm';
import type { Parameter } from './parameter';
import { AwsError } from '../wire/aws-error';
import { JsonProtocol } from '../wire/json-protocol';
import { pageOf } from '../wire/page';
import { operation, Service } from '../wire/service';

const STANDARD_BYTES = 4096;
const ADVANCED_BYTES = 8192;
const LARGEST_PAGE = 10;

const putParameter = operation<PutParameterRequest, PutParameterResult>(
  ['Name', 'Value', 'Type', 'Overwrite', 'Tier', 'Description'],
  (account, { Name, Value, Type, Overwrite, Tier }) => {
    const before = account.parameters.get(Name!);
    if (before && !Overwrite) {
      throw new AwsError('ParameterAlreadyExists', 'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.');
    }
    const bytes = Buffer.byteLength(Value!);
    const tier = Tier === 'Advanced' || (Tier === 'Intelligent-Tiering' && bytes > STANDARD_BYTES) ? 'Advanced' : 'Standard';
    const limit = tier === 'Advanced' ? ADVANCED_BYTES : STANDARD_BYTES;
    if (bytes > limit) {
      throw new AwsError('ValidationException', `${tier} tier parameters support a maximum parameter value of ${limit} characters.`);
    }
    const version = (before?.version ?? 0) + 1;
    account.parameters.set(Name!, { name: Name!, value: Value!, type: Type ?? before?.type ?? 'String', tier, version, lastModifiedMillis: account.clock.now });
    return { Version: version, Tier: tier };
  },
);

const getParametersByPath = operation<GetParametersByPathRequest, GetParametersByPathResult>(
  ['Path', 'Recursive', 'MaxResults', 'NextToken'],
  (account, { Path, Recursive, MaxResults = LARGEST_PAGE, NextToken }) => {
    if (MaxResults > LARGEST_PAGE) throw new AwsError('ValidationException', `MaxResults must be at most ${LARGEST_PAGE}.`);
    const prefix = Path!.replace(/\/?$/, '/');
    const found = [...account.parameters.values()]
      .filter(({ name }) => name.startsWith(prefix) && (Recursive || !name.slice(prefix.length).includes('/')))
      .sort((a, b) => a.name < b.name ? -1 : 1);
    const { items, next } = pageOf(found, MaxResults, NextToken);
    return { Parameters: items.map((parameter) => render(parameter)), NextToken: next };
  },
);

const getParameter = operation<GetParameterRequest, GetParameterResult>(['Name', 'WithDecryption'], (account, { Name, WithDecryption }) => {
  const parameter = account.parameters.get(Name!);
  if (!parameter) throw new AwsError('ParameterNotFound', `Parameter ${Name} not found.`);
  return { Parameter: render(parameter, WithDecryption) };
});

/** Who does not ask for it gets what is encrypted as it is. */
function render({ name, value, type, version, lastModifiedMillis }: Parameter, isDecrypted = false) {
  return { Name: name, Value: type === 'SecureString' && !isDecrypted ? `encrypted-${name}-${version}` : value, Type: type as 'String', Version: version, LastModifiedDate: new Date(lastModifiedMillis), DataType: 'text' };
}

export const ssm = new Service({
  name: 'ssm',
  shapes,
  protocols: [new JsonProtocol('1.1')],
  operations: { GetParameter: getParameter, GetParametersByPath: getParametersByPath, PutParameter: putParameter },
});
