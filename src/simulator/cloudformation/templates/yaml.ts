import { type CollectionTag, parse, type ScalarTag, type YAMLMap, type YAMLSeq } from 'yaml';

const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or', 'Select', 'Split', 'Sub',
  'ToJsonString', 'Transform',
];

/** The long name of a tag: `!GetAtt` is `Fn::GetAtt`, and only these two have none. */
function longName(tag: string): string {
  return tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`;
}

/** `!GetAtt Cluster.Endpoint.Address` names a resource and an attribute. */
function argument(tag: string, value: unknown): unknown {
  return tag === 'GetAtt' && typeof value === 'string' ? value.split(/\.(.*)/s).slice(0, 2) : value;
}

function tagsOf(tag: string): (ScalarTag | CollectionTag)[] {
  const call = (value: unknown) => ({ [longName(tag)]: argument(tag, value) });
  return [
    { tag: `!${tag}`, resolve: call },
    { tag: `!${tag}`, collection: 'seq', resolve: (node) => call((node as YAMLSeq).toJSON()) },
    { tag: `!${tag}`, collection: 'map', resolve: (node) => call((node as YAMLMap).toJSON()) },
  ];
}

/** YAML as CloudFormation reads it: dates stay text, functions have short forms. */
export function parseYaml(text: string): unknown {
  return parse(text, { schema: 'core', version: '1.2', customTags: ['Ref', 'Condition', ...FUNCTIONS].flatMap(tagsOf), logLevel: 'error' });
}
