import { providerOf } from '../providers';
import type { Properties } from '../resource';
import { invalid } from '../templates/template';

export interface StackTag {
  readonly Key?: string;
  readonly Value?: string;
}

/** Resources that can be tagged have the tags of their stack, too, unless the template gives them another value. */
export function withStackTags(type: string, properties: Properties, tags: readonly StackTag[]): Properties {
  if (tags.length === 0 || !providerOf(type).models?.includes('Tags')) return properties;
  const own = (properties.Tags ?? []) as readonly StackTag[];
  return { ...properties, Tags: [...own, ...tags.filter(({ Key }) => !own.some((tag) => tag.Key === Key))] };
}

const MOST_TAGS = 50;

export function requireLegalTags(tags: readonly StackTag[]): void {
  if (tags.length > MOST_TAGS) throw invalid(`A stack can have at most ${MOST_TAGS} tags, got ${tags.length}.`);
  const reserved = tags.find(({ Key = '' }) => /^aws:/i.test(Key));
  if (reserved) throw invalid(`The tag key ${reserved.Key} begins with a prefix that is reserved for AWS.`);
}
