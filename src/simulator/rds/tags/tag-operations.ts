import type { AddTagsToResourceMessage, ListTagsForResourceMessage, RemoveTagsFromResourceMessage, Tag, TagListMessage } from '@aws-sdk/client-rds';
import { operation } from '../../wire/service';
import { invalidParameterValue, required } from '../faults';
import { findTagged } from './tagged-resources';

const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** A tag whose key is there already gets the new value. */
const addTagsToResource = operation<AddTagsToResourceMessage, object>(['ResourceName', 'Tags'], (account, input) => {
  const resource = findTagged(account, input.ResourceName);
  const tags = new Map(resource.TagList?.map(({ Key, Value }) => [Key!, Value]));
  for (const { Key, Value = '' } of required(input.Tags, 'Tags')) {
    const key = required(Key, 'Tags.Key');
    validate(key, Value);
    tags.set(key, Value);
  }
  const own = [...tags.keys()].filter((key) => !key.startsWith('aws:'));
  if (own.length > MOST_TAGS) throw invalidParameterValue(`A resource can have at most ${MOST_TAGS} tags, this one would have ${own.length}.`);
  resource.TagList = [...tags].map(([Key, Value]): Tag => ({ Key, Value }));
  return {};
});

const listTagsForResource = operation<ListTagsForResourceMessage, TagListMessage>(['ResourceName'], (account, input) =>
  ({ TagList: findTagged(account, input.ResourceName).TagList ?? [] }));

/** Keys that are not there are no error. */
const removeTagsFromResource = operation<RemoveTagsFromResourceMessage, object>(['ResourceName', 'TagKeys'], (account, input) => {
  const resource = findTagged(account, input.ResourceName);
  const keys = required(input.TagKeys, 'TagKeys');
  for (const key of keys) validate(key, '');
  resource.TagList = resource.TagList?.filter(({ Key }) => !keys.includes(Key!));
  return {};
});

export const TAG_OPERATIONS = {
  AddTagsToResource: addTagsToResource,
  ListTagsForResource: listTagsForResource,
  RemoveTagsFromResource: removeTagsFromResource,
};

function validate(key: string, value: string): void {
  if (/^(aws|rds):/i.test(key)) throw invalidParameterValue(`The tag key ${key} begins with a prefix that is reserved for AWS.`);
  if (key.length < 1 || key.length > LONGEST_KEY || !ALLOWED.test(key)) throw invalidParameterValue(`Invalid tag key: ${key}`);
  if (value.length > LONGEST_VALUE || !ALLOWED.test(value)) throw invalidParameterValue(`Invalid value of the tag ${key}: ${value}`);
}
