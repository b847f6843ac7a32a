import type { CaptureText } from "./capture.ts";
import type { Page } from "./model.ts";

/** One way in which documentation portals' pages end up as text; a new one is a file of its own and a line in `layouts.ts`. */
export interface Layout {
  readonly name: string;
  /** Whether a capture is written so; says nothing about whether it can be read. */
  recognises(capture: CaptureText): boolean;
  /** Throws InputError, naming file and line, where the capture cannot be read. */
  read(capture: CaptureText): Page;
}

export const METHODS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

export const HELP_ENGLISH =
  "Switch the site (and the browser's translation) to English, save the operation page again, and convert that.";
