import type { FieldIssue } from '../types/errors.ts';
import type { Notice } from '../types/project.ts';
import { cutText } from './read-values.ts';

/** Most issues that are told; more would only bury the first. */
const MAX_ISSUES = 50;
/** Most changes that are kept before they are limited for good. */
const MAX_CHANGES = 2000;

/** What parsing changed and what it could not use, collected along the way. */
export class ParseLog {
  readonly changes: Notice[] = [];
  readonly issues: FieldIssue[] = [];
  /** Where the reader stands, such as `scenes[0].shots[2]`. */
  path = '';
  /** The shot being read, for its notices. */
  shotId: number | undefined;

  /** Notes something that was repaired. */
  change(code: string, message: string): void {
    if (this.changes.length >= MAX_CHANGES) return;
    this.changes.push({ code, message, ...(this.shotId === undefined ? {} : { shotId: this.shotId }) });
  }

  /** Notes something that makes the answer unusable; `field` is relative to {@link path}. */
  issue(field: string, message: string): void {
    if (this.issues.length >= MAX_ISSUES) return;
    const path = this.path === '' || field === '' ? this.path + field : `${this.path}.${field}`;
    this.issues.push({ path, message });
  }

  /** Cuts a text to its bound and notes that. */
  cut(text: string, limit: number, field: string): string {
    if (text.length <= limit) return text;
    this.change('text_cut', `The ${field} had ${text.length} characters and was cut to ${limit}.`);
    return cutText(text, limit);
  }
}
