#!/usr/bin/env node
import process from "node:process";
import { internalError, run } from "./cli/run.ts";

const err = (text: string) => void process.stderr.write(`${text}\n`);
process.once("uncaughtException", (error) => {
  err(internalError(error));
  process.exit(2);
});
process.exitCode = await run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  err,
});
