// Preloaded into a process, it makes the clock say that more than a year has passed.
const RealDate = Date;
const ahead = 400 * 24 * 60 * 60 * 1000;
globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + ahead);
    else super(...args);
  }
  static now() {
    return RealDate.now() + ahead;
  }
};
