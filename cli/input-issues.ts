import type * as z from 'zod';

/** How the command line calls the fields of a request. */
const OPTION_NAMES: Record<string, string> = {
  name: '--name',
  concept: 'The concept',
  style: '--style',
  targetDuration: '--duration',
  aspectRatio: '--aspect',
  resolution: '--resolution',
  frameRate: '--fps',
  seed: '--seed',
  budgetUsd: '--budget',
  constraints: '--max-scenes and --max-shots-per-scene:',
  'constraints.maxScenes': '--max-scenes',
  'constraints.maxShotsPerScene': '--max-shots-per-scene',
  'constraints.mustInclude': '--must-include',
  'constraints.avoid': '--avoid',
  'config.llm.provider': '--llm',
  'config.llm.model': '--llm-model',
  'config.image.provider': '--image',
  'config.image.model': '--image-model',
  'config.video.provider': '--video',
  'config.video.model': '--video-model',
  'config.compile.provider': '--compile',
};

function optionName(path: readonly PropertyKey[]): string {
  const named = path.filter((part) => typeof part !== 'number').join('.');
  return OPTION_NAMES[named] ?? named.replace(/^config\./, '--set ');
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.path.at(-1) === 'frameRate') return 'must be 24, 25 or 30';
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return issue.message.startsWith('must') ? issue.message : 'must not be empty';
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters long' : ''}`;
    case 'invalid_value':
      return `must be one of: ${issue.values.join(', ')}`;
    case 'invalid_type':
      return issue.expected === 'int' ? 'must be a whole number' : `must be a ${issue.expected}`;
    default:
      return issue.message;
  }
}

/** An issue of a schema in the words of the command line: which option, and what it must be. */
export function describeIssue(issue: z.core.$ZodIssue): { path: string; message: string } {
  return { path: optionName(issue.path), message: sentence(issue) };
}
